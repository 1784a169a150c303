package nustream.learning.tuning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nustream.learning.tuning.journal.JournalFile;
import nustream.learning.tuning.journal.JournalReplay;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialState;

/** Looks at the study of {@link TuningWorker}s without joining it. */
public final class TuningJournal {
  private TuningJournal() {}

  /** The study; none before a worker has made it. */
  public static Optional<StudySnapshot> snapshot(Path journal) {
    JournalReplay replay = new JournalReplay();
    try {
      replay.apply(Files.exists(journal) ? new JournalFile(journal).readNew() : List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OptionalInt study = replay.studyId("shared");
    return study.isEmpty() ? Optional.empty() : Optional.of(replay.snapshot(study.getAsInt()));
  }

  /** Trials in a state. */
  public static int states(Path journal, TrialState state) {
    return snapshot(journal).map(study -> study.trials(state).size()).orElse(0);
  }
}
