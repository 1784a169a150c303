package nustream.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What a record cost, in the header {@link HeaderNames#COMPUTE_SECONDS}: the seconds that one
 * worker spent inside the model for it. Beside the value, because the value of repeated work is the
 * same to the last byte and its cost is not.
 */
public final class ComputeSeconds {
  private ComputeSeconds() {}

  /**
   * Sets the cost of a record.
   *
   * @param seconds wall-clock time of one worker; told to the microsecond
   * @throws IllegalArgumentException when it is negative or not finite
   */
  public static void set(Headers headers, double seconds) {
    if (!isCost(seconds)) {
      throw new IllegalArgumentException(
          "compute seconds = " + seconds + ", want a finite number of at least 0");
    }
    headers.remove(HeaderNames.COMPUTE_SECONDS);
    headers.add(
        HeaderNames.COMPUTE_SECONDS, String.format(Locale.ROOT, "%.6f", seconds).getBytes(UTF_8));
  }

  /**
   * The cost of a record; empty where nobody measured it. A header that is no number of seconds
   * counts as absent: a hint about cost must not stop a stream.
   */
  public static OptionalDouble of(Headers headers) {
    Header header = headers.lastHeader(HeaderNames.COMPUTE_SECONDS);
    if (header == null || header.value() == null) {
      return OptionalDouble.empty();
    }
    try {
      double seconds = Double.parseDouble(new String(header.value(), UTF_8));
      return isCost(seconds) ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static boolean isCost(double seconds) {
    return Double.isFinite(seconds) && seconds >= 0;
  }
}
