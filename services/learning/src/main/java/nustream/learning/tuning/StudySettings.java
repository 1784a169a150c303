package nustream.learning.tuning;

import nustream.learning.tuning.pruning.Pruner;
import nustream.learning.tuning.sampling.Sampler;
import nustream.learning.tuning.trial.Direction;

/**
 * What a study is run with.
 *
 * @param name of the study within its journal
 * @param direction what is better; of a study that exists it must be the same
 * @param sampler chooses parameters
 * @param pruner ends trials early
 * @param retries how often a trial of a killed worker is begun again with the same parameters
 */
public record StudySettings(
    String name, Direction direction, Sampler sampler, Pruner pruner, int retries) {
  private static final int RETRIES = 3;

  public StudySettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of a study is blank");
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries " + retries + ", want 0 or more");
    }
  }

  public StudySettings(String name, Direction direction, Sampler sampler, Pruner pruner) {
    this(name, direction, sampler, pruner, RETRIES);
  }
}
