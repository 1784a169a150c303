package nustream.learning.tuning;

/** What is optimised: asks a trial for parameters and answers a value. */
@FunctionalInterface
public interface Objective {
  /**
   * Evaluates a trial.
   *
   * @throws TrialPrunedException when it followed {@link Trial#shouldPrune}
   */
  double evaluate(Trial trial) throws Exception;
}
