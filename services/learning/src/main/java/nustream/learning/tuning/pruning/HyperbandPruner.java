package nustream.learning.tuning.pruning;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalInt;
import java.util.zip.CRC32;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;

/**
 * Hyperband (Li et al. 2018): several brackets of successive halving, from many short trials to few
 * long ones; trials of a bracket compete with each other only. A trial's bracket follows from
 * crc32("STUDY_NUMBER") as in Optuna's HyperbandPruner, so every worker finds the same.
 *
 * @param minResource steps of the first rung of the first bracket, 1 or more
 * @param maxResource steps of a full trial, or 0: one more than the longest complete trial's last
 *     step; to be given when trials differ in length, as brackets move with it
 * @param reductionFactor eta, 2 or more
 */
public record HyperbandPruner(int minResource, int maxResource, int reductionFactor)
    implements Pruner {
  public HyperbandPruner {
    if (minResource < 1 || reductionFactor < 2) {
      throw new IllegalArgumentException(
          "least resource %d, want 1 or more; reduction factor %d, want 2 or more"
              .formatted(minResource, reductionFactor));
    }
    if (maxResource != 0 && maxResource < minResource) {
      throw new IllegalArgumentException(
          "greatest resource %d, want 0 or at least the least of %d"
              .formatted(maxResource, minResource));
    }
  }

  /** Trials of up to this many steps, with Optuna's eta of 3. */
  public static HyperbandPruner upTo(int maxResource) {
    return new HyperbandPruner(1, maxResource, 3);
  }

  @Override
  public PruningDecision judge(StudySnapshot study, TrialRecord trial) {
    OptionalInt longest = longest(study);
    if (longest.isEmpty()) {
      return PruningDecision.GO_ON;
    }
    int bracket = bracket(study.name(), trial.number(), longest.getAsInt());
    return new SuccessiveHalvingPruner(minResource, reductionFactor, bracket)
        .judge(peers(study, trial.number()), trial);
  }

  @Override
  public StudySnapshot peers(StudySnapshot study, int number) {
    OptionalInt longest = longest(study);
    if (longest.isEmpty()) {
      return study;
    }
    int most = longest.getAsInt();
    int bracket = bracket(study.name(), number, most);
    return new StudySnapshot(
        study.name(),
        study.direction(),
        study.trials().stream()
            .filter(other -> bracket(study.name(), other.number(), most) == bracket)
            .toList());
  }

  private OptionalInt longest(StudySnapshot study) {
    if (maxResource > 0) {
      return OptionalInt.of(maxResource);
    }
    OptionalInt last =
        study.trials(TrialState.COMPLETE).stream()
            .flatMapToInt(trial -> trial.lastStep().stream())
            .max();
    return last.isPresent() ? OptionalInt.of(last.getAsInt() + 1) : last;
  }

  /** floor(log_eta(max / min)) + 1. */
  int brackets(int longest) {
    int brackets = 1;
    // In whole numbers: log(243) / log(3) is a little less than 5.
    for (long steps = (long) minResource * reductionFactor;
        steps <= longest;
        steps *= reductionFactor) {
      brackets++;
    }
    return brackets;
  }

  /** The share of trials of bracket b of n: ceil(n eta^s / (s + 1)), s = n - 1 - b. */
  int budget(int bracket, int brackets) {
    int s = brackets - 1 - bracket;
    return (int) Math.ceil(brackets * Math.pow(reductionFactor, s) / (s + 1));
  }

  int bracket(String study, int number, int longest) {
    int brackets = brackets(longest);
    int total = 0;
    for (int b = 0; b < brackets; b++) {
      total += budget(b, brackets);
    }
    CRC32 crc = new CRC32();
    crc.update((study + "_" + number).getBytes(UTF_8));
    long left = crc.getValue() % total;
    int bracket = 0;
    while (left >= budget(bracket, brackets)) {
      left -= budget(bracket, brackets);
      bracket++;
    }
    return bracket;
  }
}
