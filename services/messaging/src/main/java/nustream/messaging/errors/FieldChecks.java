package nustream.messaging.errors;

import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Checks of single fields, the same at the gRPC edge and where a record is taken in. Each answers
 * the value, or throws {@link ErrorWord#INVALID_FIELD} naming field, value and what is allowed.
 */
public final class FieldChecks {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private FieldChecks() {}

  /** An id of ours: 1 to 64 characters of [a-z0-9-]. */
  public static String id(String field, String value) {
    return matches(field, value, ID, "1 to 64 characters of [a-z0-9-]");
  }

  /** "sha256:" and 64 hexadecimal digits. */
  public static String digest(String field, String value) {
    return matches(field, value, DIGEST, "sha256: and 64 hexadecimal digits");
  }

  /** Text of at most so many characters; empty is fine. */
  public static String atMostCharacters(String field, String value, int max) {
    if (value.length() > max) {
      throw NustreamException.invalid(field, value, "at most " + max + " characters");
    }
    return value;
  }

  /** An integer in the closed interval. */
  public static long inRange(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw NustreamException.invalid(field, value, min + " to " + max);
    }
    return value;
  }

  /** A number in the closed interval; NaN and the infinities are outside of every one. */
  public static double inRange(String field, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw NustreamException.invalid(field, value, min + " to " + max);
    }
    return value;
  }

  public static double finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw NustreamException.invalid(field, value, "a finite number");
    }
    return value;
  }

  /** A finite number above 0. */
  public static double positive(String field, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw NustreamException.invalid(field, value, "a finite number above 0");
    }
    return value;
  }

  /** A repeated field or a block of bytes of exactly this length. */
  public static int length(String field, int length, int wanted) {
    if (length != wanted) {
      throw NustreamException.invalid("length of " + field, length, Integer.toString(wanted));
    }
    return length;
  }

  /** One of these values. */
  public static <T> T oneOf(String field, T value, Collection<? extends T> allowed) {
    if (!allowed.contains(value)) {
      throw NustreamException.invalid(field, value, "one of " + allowed);
    }
    return value;
  }

  /** A set and known value of a protobuf enum: neither 0 nor one of a newer version. */
  public static <E extends Enum<E>> E chosen(String field, E value) {
    boolean unspecified = value.ordinal() == 0 || value.name().equals("UNRECOGNIZED");
    if (unspecified) {
      String allowed =
          Arrays.stream(value.getDeclaringClass().getEnumConstants())
              .filter(e -> e.ordinal() > 0 && !e.name().equals("UNRECOGNIZED"))
              .map(Enum::name)
              .toList()
              .toString();
      throw NustreamException.invalid(field, value, "one of " + allowed);
    }
    return value;
  }

  private static String matches(String field, String value, Pattern pattern, String allowed) {
    if (!pattern.matcher(value).matches()) {
      throw NustreamException.invalid(field, value, allowed);
    }
    return value;
  }
}
