package nustream.messaging;

import com.google.protobuf.MessageLite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * W3C trace context (level 1) of work that no caller waits for: everything done for one campaign is
 * one trace, across services and restarts, because the ids are digests of names.
 */
public final class TraceParent {
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private TraceParent() {}

  /**
   * The value of the header {@link HeaderNames#TRACE_PARENT} of a message, sampled.
   *
   * @param work what all belongs to, for example the id of a campaign
   */
  public static String of(String work, MessageLite message) {
    return of(work, EventId.of(message));
  }

  static String of(String work, String step) {
    return "00-" + digest(work, TRACE_BYTES) + "-" + digest(step, SPAN_BYTES) + "-01";
  }

  private static String digest(String text, int bytes) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
