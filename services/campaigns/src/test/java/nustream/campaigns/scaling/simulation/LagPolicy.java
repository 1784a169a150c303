package nustream.campaigns.scaling.simulation;

import java.util.Collection;
import nustream.campaigns.scaling.backlog.Waiting;

/**
 * KEDA's own Kafka trigger with {@code limitToPartitionsWithLag}: records that wait, whatever they
 * cost.
 */
record LagPolicy(double target) implements ScalingPolicy {
  @Override
  public double metric(Collection<Waiting> waiting) {
    long busy = waiting.stream().mapToInt(Waiting::partition).distinct().count();
    return Math.min(waiting.size(), busy * target);
  }

  @Override
  public boolean active(Collection<Waiting> waiting) {
    return !waiting.isEmpty();
  }

  @Override
  public void done(Piece piece, double nowSeconds) {
    // Nothing is learnt.
  }
}
