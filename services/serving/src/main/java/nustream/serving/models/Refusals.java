package nustream.serving.models;

import nustream.learning.store.ModelRefusedException;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/** The words for what the model store refuses. */
public final class Refusals {
  private Refusals() {}

  /** A refusal of the model store under its word from the table; anything else as it is. */
  public static Throwable told(Throwable reason) {
    if (reason instanceof ModelRefusedException refused) {
      ErrorWord word =
          switch (refused.reason()) {
            case UNKNOWN_MODEL -> ErrorWord.UNKNOWN_MODEL;
            case CORRUPT_MODEL -> ErrorWord.CORRUPT_MODEL;
          };
      return new NustreamException(word, refused.getMessage(), refused);
    }
    return reason;
  }
}
