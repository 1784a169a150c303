package nustream.campaigns.scaling.backlog;

/**
 * What a ScaledObject wants: so many replicas that none has more than the target to do.
 *
 * @param targetSeconds backlog that one replica may hold
 * @param threads worker threads of one replica: it does so many seconds of work in a second
 * @param limitToBusyPartitions whether a partition's backlog counts up to the target only. A
 *     partition belongs to one replica, so what it holds beyond the target no other can take; with
 *     this no more replicas are asked for than have work.
 */
public record ScalingGoal(double targetSeconds, int threads, boolean limitToBusyPartitions) {
  public ScalingGoal {
    if (!(targetSeconds > 0) || Double.isInfinite(targetSeconds)) {
      throw new IllegalArgumentException("target = " + targetSeconds + " s, want > 0");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + ", want at least 1");
    }
  }

  /**
   * The metric: seconds that one replica alone would need. Kubernetes asks for metric / target
   * replicas, rounded up.
   */
  public double metric(Backlog backlog) {
    return limitToBusyPartitions
        ? backlog.atMostPerPartition(targetSeconds * threads) / threads
        : backlog.seconds() / threads;
  }
}
