package nustream.campaigns.scaling.simulation;

import java.util.List;

/**
 * What became of a load.
 *
 * @param drainSeconds the longest time between the arrival of a piece and its end
 * @param drainSinceDecisionSeconds the longest time from the last decision for more replicas, or
 *     from the arrival where that was later, to the end of a piece
 * @param gpuHours of all replicas, from the decision to start one until it is gone
 * @param turns changes between scaling up and scaling down
 * @param restarts pieces that were begun anew because their replica was stopped
 * @param everIdleAtZero whether there was no replica while a piece was in flight or waited for more
 *     than the time in which activity is noticed
 * @param trace second by second
 */
record Outcome(
    double drainSeconds,
    double drainSinceDecisionSeconds,
    double gpuHours,
    int turns,
    int restarts,
    boolean everIdleAtZero,
    List<Moment> trace) {
  /**
   * @param backlogSeconds what there is to do, in true seconds
   * @param replicas those that start or stop among them
   */
  record Moment(double second, double backlogSeconds, int records, int replicas) {}
}
