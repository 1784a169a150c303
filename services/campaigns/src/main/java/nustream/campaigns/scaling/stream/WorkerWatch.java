package nustream.campaigns.scaling.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nustream.campaigns.scaling.backlog.Backlog;
import nustream.campaigns.scaling.backlog.Waiting;
import nustream.campaigns.scaling.cost.CostBook;
import nustream.campaigns.scaling.cost.Forecast;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at what one worker has to do. Keeps nothing that the topics do not say: after a restart, or
 * on another replica, a look gives the same. Belongs to one thread.
 */
final class WorkerWatch implements AutoCloseable {
  /** Answers and requests are below 1 KiB each. */
  private static final int HISTORY_FETCH_BYTES = 1024 * 1024;

  private final WorkTopic topic;
  private final History history;
  private final CostBook costs;
  private final Forecast forecast;
  private final Duration timeout;
  private final LogReader work;
  private final LogReader answers;
  private final Map<TopicPartition, WaitingPartition> partitions = new HashMap<>();

  /** The offsets of a partition that wait or are in flight, [from, to). */
  private record Gap(TopicPartition partition, long from, long to) {}

  WorkerWatch(
      String bootstrapServers,
      WorkTopic topic,
      History history,
      CostBook costs,
      Forecast forecast,
      Duration timeout) {
    this.topic = topic;
    this.history = history;
    this.costs = costs;
    this.forecast = forecast;
    this.timeout = timeout;
    this.work = new LogReader(bootstrapServers, topic.group(), topic.fetchBytes());
    this.answers = new LogReader(bootstrapServers, topic.group(), HISTORY_FETCH_BYTES);
  }

  /**
   * What there is to do, and what it costs.
   *
   * @throws org.apache.kafka.common.errors.RetriableException when Kafka does not say
   */
  Look look() {
    answers.within(timeout);
    history.catchUp(answers);
    work.within(timeout);
    List<Waiting> waiting = new ArrayList<>();
    for (Gap gap : gaps()) {
      waiting.addAll(partition(gap).waiting(work, gap.from(), gap.to()));
    }
    return new Look(Backlog.of(waiting, costs), costs.secondsPerItem(), forecast.ratio());
  }

  /** Whether there is anything to do; fails as {@link #look}. */
  boolean active() {
    work.within(timeout);
    for (Gap gap : gaps()) {
      if (partition(gap).anything(work, gap.from(), gap.to())) {
        return true;
      }
    }
    return false;
  }

  /**
   * What was committed is asked for before the ends: work that is done in between counts once more,
   * and none is overlooked.
   */
  private List<Gap> gaps() {
    Set<TopicPartition> all = work.partitions(topic.topic());
    Map<TopicPartition, Long> committed = work.committed(all);
    Map<TopicPartition, Long> begins = work.begins(all);
    Map<TopicPartition, Long> ends = work.ends(all);
    List<Gap> gaps = new ArrayList<>();
    for (TopicPartition partition : all) {
      long begin = begins.get(partition);
      long end = ends.get(partition);
      long from = Math.max(begin, committed.getOrDefault(partition, begin));
      // Beyond the end: the topic was made anew, and the group will read all of it.
      gaps.add(new Gap(partition, from > end ? begin : from, end));
    }
    gaps.removeIf(gap -> gap.from() == gap.to());
    return gaps;
  }

  private WaitingPartition partition(Gap gap) {
    return partitions.computeIfAbsent(
        gap.partition(), partition -> new WaitingPartition(partition, topic));
  }

  @Override
  public void close() {
    work.close();
    answers.close();
  }
}
