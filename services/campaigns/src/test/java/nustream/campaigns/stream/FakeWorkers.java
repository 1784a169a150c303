package nustream.campaigns.stream;

import com.google.protobuf.MessageLite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import nustream.contracts.Topics;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Verdict;
import nustream.messaging.HeaderNames;
import nustream.messaging.KafkaSettings;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Sampler and filter in one: answers sample requests with verdicts, or with a dead letter. */
public final class FakeWorkers implements AutoCloseable {
  public static final String DIGEST = "sha256:" + "a".repeat(64);

  private static final Logger LOG = Logger.getLogger(FakeWorkers.class);

  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Every request that was seen, by campaign, in order. */
  private final Map<String, List<SampleRequest>> seen = new ConcurrentHashMap<>();

  /** Trace context of every request, by campaign, in order. */
  private final Map<String, List<String>> traces = new ConcurrentHashMap<>();

  private final Map<String, Function<SampleRequest, Integer>> behaviours =
      new ConcurrentHashMap<>();

  private final Map<String, Predicate<SampleRequest>> holds = new HashMap<>();
  private final List<ConsumerRecord<String, byte[]>> held = new ArrayList<>();

  public FakeWorkers(String bootstrapServers) {
    Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "fake-workers");
    // A member that a slow machine takes for dead would see the same requests again.
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 60_000);
    consumer = new KafkaConsumer<>(settings);
    consumer.subscribe(List.of(Topics.SAMPLE_REQUESTS));
    producer =
        new KafkaProducer<>(
            KafkaSettings.producer(bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
    new Thread(this::run, "fake-workers").start();
  }

  /** Accepted candidates of a block; about 30 % of it. */
  public static int accepted(long seed, long block, int count) {
    return Math.floorMod((int) (seed * 31 + block * 7919), 7) * count / 10;
  }

  /** The shortest prefix that holds the target. */
  public static long blocksFor(long target, long seed, int count) {
    long blocks = 0;
    for (long sum = 0; sum < target; blocks++) {
      sum += accepted(seed, blocks, count);
    }
    return blocks;
  }

  /** The figure of the first so many blocks. */
  public static long acceptedIn(long blocks, long seed, int count) {
    long sum = 0;
    for (long block = 0; block < blocks; block++) {
      sum += accepted(seed, block, count);
    }
    return sum;
  }

  /**
   * What to accept of the blocks of one campaign; null = no answer, {@link NustreamException} =
   * dead letter. May block.
   */
  public void onRequest(String campaign, Function<SampleRequest, Integer> behaviour) {
    behaviours.put(campaign, behaviour);
  }

  /**
   * Keeps requests of a campaign unanswered until {@link #release}. Others go on, which they would
   * not do behind a request that blocks: partitions keep no order among each other.
   */
  public void hold(String campaign, Predicate<SampleRequest> which) {
    synchronized (held) {
      holds.put(campaign, which);
    }
  }

  /** Answers what was held back, and holds back no more. */
  public void release(String campaign) {
    List<ConsumerRecord<String, byte[]>> released;
    synchronized (held) {
      holds.remove(campaign);
      released =
          held.stream().filter(record -> request(record).getCampaignId().equals(campaign)).toList();
      held.removeAll(released);
    }
    released.forEach(record -> reply(record, request(record)));
  }

  private static SampleRequest request(ConsumerRecord<String, byte[]> record) {
    return Values.decode(record, SampleRequest.class);
  }

  public List<SampleRequest> seen(String campaign) {
    synchronized (seen) {
      return List.copyOf(seen.getOrDefault(campaign, List.of()));
    }
  }

  /** The headers traceparent of the requests seen. */
  public List<String> traces(String campaign) {
    synchronized (seen) {
      return List.copyOf(traces.getOrDefault(campaign, List.of()));
    }
  }

  /** Sends any bytes, as the workers or a stranger might. */
  public void send(String topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, key, value));
    producer.flush();
  }

  private void run() {
    try {
      while (true) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          answer(record);
        }
        consumer.commitSync();
      }
    } catch (WakeupException e) {
      LOG.debug("fake workers asked to stop");
    } finally {
      consumer.close();
      producer.close();
      stopped.countDown();
    }
  }

  private void answer(ConsumerRecord<String, byte[]> record) {
    SampleRequest request = request(record);
    synchronized (seen) {
      seen.computeIfAbsent(request.getCampaignId(), id -> new ArrayList<>()).add(request);
      var trace = record.headers().lastHeader(HeaderNames.TRACE_PARENT);
      traces
          .computeIfAbsent(request.getCampaignId(), id -> new ArrayList<>())
          .add(trace == null ? "" : new String(trace.value(), StandardCharsets.UTF_8));
    }
    synchronized (held) {
      if (holds.getOrDefault(request.getCampaignId(), other -> false).test(request)) {
        held.add(record);
        return;
      }
    }
    reply(record, request);
  }

  private void reply(ConsumerRecord<String, byte[]> record, SampleRequest request) {
    try {
      Integer accepted =
          behaviours.getOrDefault(request.getCampaignId(), FakeWorkers::usual).apply(request);
      if (accepted != null) {
        send(Topics.VERDICTS, record.key(), verdict(request, accepted).toByteArray());
      }
    } catch (NustreamException e) {
      var unused = producer.send(DeadLetter.of(record, Failure.of(e)));
    }
  }

  public static int usual(SampleRequest request) {
    return accepted(request.getSampling().getSeed(), request.getBlock(), request.getCount());
  }

  static MessageLite verdict(SampleRequest request, int accepted) {
    return Verdict.newBuilder()
        .setCampaignId(request.getCampaignId())
        .setBlock(request.getBlock())
        .setGenerated(request.getCount())
        .setAccepted(accepted)
        .setModelDigest(DIGEST)
        .setPrior("anarchy/log1")
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    stopped.await();
  }
}
