package nustream.local;

/** Something the user can put right: shown as one line, without a stack trace, exit code 1. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, naming the offending value, and what to do about it
   */
  public UserError(String message) {
    super(message);
  }

  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
