package nustream.learning.tuning.journal;

import java.io.IOException;

/** A journal has something other than operations in it, before its last line. */
public final class CorruptJournalException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptJournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
