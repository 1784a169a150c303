package nustream.learning.tuning.trial;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A study at one moment: all that samplers, pruners and reports see.
 *
 * @param name of the study
 * @param direction what is better
 * @param trials by number
 */
public record StudySnapshot(String name, Direction direction, List<TrialRecord> trials) {
  public StudySnapshot {
    trials = List.copyOf(trials);
  }

  /** The trials in one of these states, by number. */
  public List<TrialRecord> trials(TrialState first, TrialState... more) {
    Set<TrialState> wanted = EnumSet.of(first, more);
    return trials.stream().filter(trial -> wanted.contains(trial.state())).toList();
  }

  /** The complete trial with the best value, the earliest of equals. */
  public Optional<TrialRecord> best() {
    return trials(TrialState.COMPLETE).stream()
        .filter(trial -> trial.value().isPresent())
        .min(Comparator.comparingDouble(trial -> direction.loss(trial.value().getAsDouble())));
  }
}
