package nustream.lensing.messages;

import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/** Refusals of the physics, which know nothing of messages, told with the path of the message. */
final class Refusals {
  private Refusals() {}

  /** The value, or what the physics does not allow as INVALID_FIELD of {@code path}. */
  static <T> T in(String path, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new NustreamException(ErrorWord.INVALID_FIELD, path + ": " + e.getMessage(), e);
    }
  }

  /** A finite number above 0 and at most {@code most}. */
  static double positive(String field, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw NustreamException.invalid(field, value, "above 0, at most " + most);
    }
    return value;
  }
}
