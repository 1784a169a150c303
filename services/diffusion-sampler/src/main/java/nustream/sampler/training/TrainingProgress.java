package nustream.sampler.training;

/** Hears how a training goes on. */
@FunctionalInterface
public interface TrainingProgress {
  /** Does not listen. */
  TrainingProgress NONE = (step, totalSteps, loss, stepsPerSecond) -> {};

  /**
   * Called at every checkpoint.
   *
   * @param loss mean since the last call
   */
  void report(long step, long totalSteps, double loss, double stepsPerSecond);
}
