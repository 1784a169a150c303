package nustream.classifier.training;

/** Told after each validation. */
@FunctionalInterface
public interface TrainingProgress {
  TrainingProgress NONE = (candidate, mapsPerSecond) -> true;

  /**
   * A validation is done.
   *
   * @param mapsPerSecond trained on since the one before
   * @return false to stop the training here, as a pruner does
   */
  boolean report(Candidate candidate, double mapsPerSecond);
}
