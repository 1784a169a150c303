package nustream.campaigns.scaling.stream;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import nustream.campaigns.scaling.cost.CostBook;
import nustream.campaigns.scaling.cost.Forecast;
import nustream.campaigns.scaling.cost.Measurement;
import nustream.campaigns.scaling.cost.Measurement.Place;
import nustream.campaigns.scaling.cost.Work;
import nustream.campaigns.scaling.work.WorkRecords;
import nustream.contracts.Topics;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Verdict;
import nustream.lensing.v1.Classification;
import nustream.messaging.ComputeSeconds;
import nustream.messaging.Values;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the work of one worker did cost, learnt from the topics of its answers. */
interface History {
  /** Takes in what came since the last time. */
  void catchUp(LogReader log);

  /** Of a worker that does not measure. */
  static History none() {
    return log -> {};
  }

  /** Of the classifier: a classification says what was classified, by which model. */
  static History ofClassifications(long offsets, CostBook costs, Forecast forecast) {
    var answers =
        new TopicWindow(
            Topics.CLASSIFICATIONS,
            offsets,
            new Answers(costs, forecast) {
              @Override
              void add(ConsumerRecord<String, byte[]> record, double seconds) {
                Classification map = Values.decode(record, Classification.class);
                measured(record, WorkRecords.of(map), map.getModelDigest(), seconds);
              }
            });
    return answers::catchUp;
  }

  /**
   * Of the sampler: a verdict says how many candidates of which model it is about; the steps and
   * the name of the model are in the campaign's requests, which all ask for the same. Of them twice
   * as many are kept, so that a verdict in the window has its request whoever reads it when.
   */
  static History ofVerdicts(long offsets, int shippedSteps, CostBook costs, Forecast forecast) {
    var asked = new AskedByCampaign(shippedSteps);
    var requests = new TopicWindow(Topics.SAMPLE_REQUESTS, 2 * offsets, asked);
    var answers =
        new TopicWindow(
            Topics.VERDICTS,
            offsets,
            new Answers(costs, forecast) {
              @Override
              void add(ConsumerRecord<String, byte[]> record, double seconds) {
                Verdict verdict = Values.decode(record, Verdict.class);
                Work work = asked.of(verdict.getCampaignId());
                long generated = Integer.toUnsignedLong(verdict.getGenerated());
                if (work != null && generated > 0) {
                  measured(
                      record,
                      new Work(work.model(), work.shape(), generated),
                      verdict.getModelDigest(),
                      seconds);
                }
              }
            });
    return log -> {
      // First of all: every verdict that can be read by then has its request.
      requests.catchUp(log);
      answers.catchUp(log);
    };
  }

  /** Answers that say what they cost; the others, and what is no answer, teach nothing. */
  abstract class Answers implements TopicWindow.Content {
    private final CostBook costs;
    private final Forecast forecast;

    Answers(CostBook costs, Forecast forecast) {
      this.costs = costs;
      this.forecast = forecast;
    }

    abstract void add(ConsumerRecord<String, byte[]> record, double seconds);

    @Override
    public final void add(ConsumerRecord<String, byte[]> record) {
      OptionalDouble seconds = ComputeSeconds.of(record.headers());
      if (seconds.isEmpty()) {
        return;
      }
      try {
        add(record, seconds.getAsDouble());
      } catch (NustreamException e) {
        // Whose topic it is puts it aside.
        return;
      }
    }

    @Override
    public final void forgetBefore(int partition, long offset) {
      costs.forgetBefore(partition, offset);
    }

    final void measured(
        ConsumerRecord<String, byte[]> record, Work work, String digest, double seconds) {
      forecast.add(costs.seconds(work), seconds);
      Place place = new Place(record.partition(), record.offset(), record.timestamp());
      costs.add(new Measurement(place, work, digest, seconds));
    }
  }

  /** What the requests of each campaign ask for, which lie in all partitions. */
  final class AskedByCampaign implements TopicWindow.Content {
    private final int shippedSteps;

    /** The newest of each partition, so that one stays as long as any is in the window. */
    private final Map<String, SortedMap<Integer, Asked>> asked = new HashMap<>();

    private record Asked(Place place, Work work) {}

    AskedByCampaign(int shippedSteps) {
      this.shippedSteps = shippedSteps;
    }

    /** Of the newest request; null when none of the campaign is in the window. */
    Work of(String campaignId) {
      return asked.getOrDefault(campaignId, Collections.emptySortedMap()).values().stream()
          .max(Comparator.comparing(Asked::place))
          .map(Asked::work)
          .orElse(null);
    }

    @Override
    public void add(ConsumerRecord<String, byte[]> record) {
      try {
        SampleRequest request = Values.decode(record, SampleRequest.class);
        Place place = new Place(record.partition(), record.offset(), record.timestamp());
        asked
            .computeIfAbsent(request.getCampaignId(), none -> new TreeMap<>())
            .put(record.partition(), new Asked(place, WorkRecords.of(request, shippedSteps)));
      } catch (NustreamException e) {
        // The sampler puts it aside.
        return;
      }
    }

    @Override
    public void forgetBefore(int partition, long offset) {
      asked
          .values()
          .removeIf(
              newest -> {
                newest.computeIfPresent(
                    partition, (p, last) -> last.place().offset() < offset ? null : last);
                return newest.isEmpty();
              });
    }
  }
}
