package nustream.campaigns.scaling.backlog;

import nustream.campaigns.scaling.cost.Work;

/**
 * A record that waits or is in flight: at or beyond the committed offset of its partition.
 *
 * @param weight records like this one that it stands for, at least 1: more where only a part was
 *     read
 */
public record Waiting(int partition, Work work, double weight) {
  public Waiting {
    if (!(weight >= 1) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight = " + weight + ", want at least 1");
    }
  }
}
