package nustream.learning.tuning;

import java.io.IOException;
import nustream.learning.tuning.journal.MemoryJournal;
import nustream.learning.tuning.pruning.Pruner;
import nustream.learning.tuning.sampling.Sampler;
import nustream.learning.tuning.trial.Direction;

/** Studies for tests. */
public final class Studies {
  private Studies() {}

  /** A study in memory that minimises. */
  public static Study inMemory(Sampler sampler) throws IOException {
    return inMemory(Direction.MINIMIZE, sampler, Pruner.none());
  }

  /** A study in memory. */
  public static Study inMemory(Direction direction, Sampler sampler, Pruner pruner)
      throws IOException {
    return Study.open(new MemoryJournal(), new StudySettings("study", direction, sampler, pruner));
  }
}
