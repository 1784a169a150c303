package nustream.campaigns.scaling.backlog;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import nustream.campaigns.scaling.cost.CostBook;

/**
 * Work that waits or is in flight, in seconds of one worker thread.
 *
 * @param secondsByPartition what is left to do, by partition of the topic it waits in; a partition
 *     with nothing to do is not there
 */
public record Backlog(SortedMap<Integer, Double> secondsByPartition) {
  /** Nothing to do. */
  public static final Backlog NONE = new Backlog(new TreeMap<>());

  /** What this work costs: sum over records of weight x cost. */
  public static Backlog of(Collection<Waiting> waiting, CostBook costs) {
    SortedMap<Integer, Double> seconds = new TreeMap<>();
    for (Waiting each : waiting) {
      seconds.merge(each.partition(), each.weight() * costs.seconds(each.work()), Double::sum);
    }
    return new Backlog(seconds);
  }

  /** Whether anything waits or is in flight, whatever it costs. */
  public boolean isActive() {
    return !secondsByPartition.isEmpty();
  }

  /** Sum over all partitions. */
  public double seconds() {
    return atMostPerPartition(Double.POSITIVE_INFINITY);
  }

  /** Sum over all partitions, of each no more than this. */
  public double atMostPerPartition(double seconds) {
    return secondsByPartition.values().stream().mapToDouble(s -> Math.min(s, seconds)).sum();
  }
}
