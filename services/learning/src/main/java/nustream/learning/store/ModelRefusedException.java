package nustream.learning.store;

/** A model that the store does not have, or has in a state that must not be used. */
public final class ModelRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a model was refused. */
  public enum Reason {
    /** No such name, digest, or current release. */
    UNKNOWN_MODEL("unknown-model"),
    /** The model file or its card is missing, unreadable, or not what its digest says. */
    CORRUPT_MODEL("corrupt-model");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** The word used in logs, headers and error details. */
    public String word() {
      return word;
    }
  }

  private final Reason reason;

  ModelRefusedException(Reason reason, String message) {
    this(reason, message, null);
  }

  ModelRefusedException(Reason reason, String message, Throwable cause) {
    super(reason.word() + ": " + message, cause);
    this.reason = reason;
  }

  /** Why the model was refused. */
  public Reason reason() {
    return reason;
  }
}
