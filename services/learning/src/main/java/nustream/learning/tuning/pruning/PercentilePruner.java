package nustream.learning.tuning.pruning;

import java.util.List;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;

/**
 * Prunes a trial whose best report so far is worse than this percentile of what the complete trials
 * reported at the same step. The rules are those of Optuna's PercentilePruner.
 *
 * @param percentile share of the trials to keep, 0 to 100; 50 is the median
 * @param startupTrials complete trials before anything is pruned
 * @param warmupSteps steps of a trial before it is pruned
 * @param intervalSteps steps from one judgement to the next, from the warm-up on
 * @param leastReports complete trials that must have reported at the step
 */
public record PercentilePruner(
    double percentile, int startupTrials, int warmupSteps, int intervalSteps, int leastReports)
    implements Pruner {
  public PercentilePruner {
    if (!(percentile >= 0 && percentile <= 100)) {
      throw new IllegalArgumentException("percentile " + percentile + ", want 0 to 100");
    }
    if (startupTrials < 0 || warmupSteps < 0 || intervalSteps < 1 || leastReports < 1) {
      throw new IllegalArgumentException(
          "startup trials %d and warm-up steps %d, want 0 or more; interval %d and least reports %d, want 1 or more"
              .formatted(startupTrials, warmupSteps, intervalSteps, leastReports));
    }
  }

  /** The median, with Optuna's defaults. */
  public static PercentilePruner median() {
    return new PercentilePruner(50, 5, 0, 1, 1);
  }

  @Override
  public PruningDecision judge(StudySnapshot study, TrialRecord trial) {
    List<TrialRecord> complete = study.trials(TrialState.COMPLETE);
    if (complete.isEmpty() || complete.size() < startupTrials || trial.reports().isEmpty()) {
      return PruningDecision.GO_ON;
    }
    int step = trial.reports().lastKey();
    if (step < warmupSteps || !firstInInterval(trial, step)) {
      return PruningDecision.GO_ON;
    }
    Direction direction = study.direction();
    double best =
        trial.reports().values().stream()
            .mapToDouble(direction::loss)
            .filter(loss -> !Double.isNaN(loss))
            .min()
            .orElse(Double.NaN);
    if (Double.isNaN(best)) {
      return PruningDecision.PRUNE;
    }
    List<TrialRecord> reporting =
        complete.stream().filter(other -> other.reports().containsKey(step)).toList();
    double[] losses =
        reporting.stream()
            .mapToDouble(other -> direction.loss(other.reports().get(step)))
            .filter(loss -> !Double.isNaN(loss))
            .sorted()
            .toArray();
    if (reporting.size() < leastReports || losses.length == 0) {
      return PruningDecision.GO_ON;
    }
    return best > quantile(losses, percentile / 100)
        ? PruningDecision.PRUNE
        : PruningDecision.GO_ON;
  }

  private boolean firstInInterval(TrialRecord trial, int step) {
    int begin = (step - warmupSteps) / intervalSteps * intervalSteps + warmupSteps;
    Integer before = trial.reports().lowerKey(step);
    return before == null || before < begin;
  }

  /** Linear between order statistics, as numpy's default. */
  static double quantile(double[] sorted, double q) {
    double position = q * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return below == above
        ? sorted[below]
        : sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
