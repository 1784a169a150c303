package nustream.learning.checkpoint;

import java.io.IOException;

/** A checkpoint file that is not what was written; the message says what is wrong with it. */
public final class CorruptCheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptCheckpointException(String message) {
    super(message);
  }

  CorruptCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
