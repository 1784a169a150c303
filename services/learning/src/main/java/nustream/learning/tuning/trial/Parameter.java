package nustream.learning.tuning.trial;

/**
 * What a parameter was in a trial.
 *
 * @param internal the value as a number
 * @param distribution what it was chosen from
 */
public record Parameter(double internal, Distribution distribution) {

  /** The value that the objective saw. */
  public Object value() {
    return distribution.external(internal);
  }
}
