package nustream.learning.batch;

/** There is no next batch: making it failed, for the reason in the cause, or all are taken. */
public final class BatchFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BatchFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
