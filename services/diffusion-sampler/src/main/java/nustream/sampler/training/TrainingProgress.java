package nustream.sampler.training;

/** Hears how a training goes on. */
public interface TrainingProgress {
  /**
   * Called at every checkpoint.
   *
   * @param loss mean since the last call
   */
  void report(long step, long totalSteps, double loss, double stepsPerSecond);
}
