package nustream.learning.tuning.pruning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;

/**
 * Asynchronous successive halving (Li et al. 2020): a trial that reaches rung r, at step
 * minResource * eta^(s + r), goes on if its value is among the best 1/eta of those that reached
 * this rung so far. The rules and the keys of the rungs are those of Optuna's
 * SuccessiveHalvingPruner.
 *
 * @param minResource steps of the first rung, or 0: a hundredth of the longest complete trial
 * @param reductionFactor eta, 2 or more
 * @param earlyStoppingRate s, 0 or more
 */
public record SuccessiveHalvingPruner(int minResource, int reductionFactor, int earlyStoppingRate)
    implements Pruner {
  private static final String KEY = "completed_rung_";
  private static final int AUTOMATIC_SHARE = 100;

  public SuccessiveHalvingPruner {
    if (minResource < 0 || reductionFactor < 2 || earlyStoppingRate < 0) {
      throw new IllegalArgumentException(
          "least resource %d and early-stopping rate %d, want 0 or more; reduction factor %d, want 2 or more"
              .formatted(minResource, earlyStoppingRate, reductionFactor));
    }
  }

  /** Optuna's defaults. */
  public static SuccessiveHalvingPruner defaults() {
    return new SuccessiveHalvingPruner(0, 4, 0);
  }

  @Override
  public PruningDecision judge(StudySnapshot study, TrialRecord trial) {
    OptionalInt least = leastSteps(study);
    if (trial.reports().isEmpty() || least.isEmpty()) {
      return PruningDecision.GO_ON;
    }
    int step = trial.reports().lastKey();
    double value = trial.reports().lastEntry().getValue();
    Map<String, Double> notes = new LinkedHashMap<>();
    int rung = 0;
    while (trial.systemAttributes().containsKey(KEY + rung)) {
      rung++;
    }
    while (step >= least.getAsInt() * Math.pow(reductionFactor, earlyStoppingRate + rung)) {
      if (Double.isNaN(value)) {
        return new PruningDecision(true, notes);
      }
      notes.put(KEY + rung, value);
      if (!promotable(study, trial, KEY + rung, value)) {
        return new PruningDecision(true, notes);
      }
      rung++;
    }
    return new PruningDecision(false, notes);
  }

  private OptionalInt leastSteps(StudySnapshot study) {
    if (minResource > 0) {
      return OptionalInt.of(minResource);
    }
    OptionalInt longest =
        study.trials(TrialState.COMPLETE).stream()
            .flatMapToInt(trial -> trial.lastStep().stream())
            .max();
    return longest.isPresent()
        ? OptionalInt.of(Math.max(longest.getAsInt() / AUTOMATIC_SHARE, 1))
        : longest;
  }

  private boolean promotable(StudySnapshot study, TrialRecord trial, String key, double value) {
    Direction direction = study.direction();
    double[] others =
        study.trials().stream()
            .filter(other -> other.number() != trial.number())
            .map(other -> other.systemAttributes().get(key))
            .filter(note -> note != null)
            .mapToDouble(JsonNode::doubleValue)
            .toArray();
    double[] losses = Arrays.copyOf(others, others.length + 1);
    losses[others.length] = value;
    for (int i = 0; i < losses.length; i++) {
      losses[i] = direction.loss(losses[i]);
    }
    Arrays.sort(losses);
    // Of fewer than eta trials the best one goes on.
    int last = Math.max(losses.length / reductionFactor - 1, 0);
    return direction.loss(value) <= losses[last];
  }
}
