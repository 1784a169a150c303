package nustream.learning.tuning;

/** Thrown by an objective whose trial should be pruned, to end it. */
public final class TrialPrunedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrialPrunedException(String message) {
    super(message);
  }
}
