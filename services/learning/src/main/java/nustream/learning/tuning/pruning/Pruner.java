package nustream.learning.tuning.pruning;

import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;

/** Decides whether a trial that reports is worth going on with. Without state of its own. */
public interface Pruner {

  /**
   * Judges a trial after its latest report.
   *
   * @param study all trials, the judged one among them
   * @param trial a running trial of the study
   */
  PruningDecision judge(StudySnapshot study, TrialRecord trial);

  /** The trials that this one competes with; samplers learn from these alone. */
  default StudySnapshot peers(StudySnapshot study, int number) {
    return study;
  }

  /** Never prunes. */
  static Pruner none() {
    return (study, trial) -> PruningDecision.GO_ON;
  }
}
