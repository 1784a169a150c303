package nustream.campaigns.api;

import java.util.regex.Pattern;
import nustream.campaigns.CampaignsConfig;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/** Checks of fields that orders of every kind have. */
final class OrderFields {
  /** Name of a model, or its digest. */
  private static final Pattern MODEL = Pattern.compile("[a-z0-9-]{0,64}|sha256:[0-9a-f]{64}");

  private OrderFields() {}

  static void model(String field, String name) {
    if (!MODEL.matcher(name).matches()) {
      throw NustreamException.invalid(
          field, name, "at most 64 characters of [a-z0-9-], or sha256: and 64 hexadecimal digits");
    }
  }

  static long maxSeconds(String field, long asked, CampaignsConfig config) {
    return asked == 0
        ? config.runTime().toSeconds()
        : within(field, asked, 1, config.maxRunTime().toSeconds());
  }

  /** For unsigned fields: above 2^63 they arrive as negative numbers. */
  static long within(String field, long value, long min, long max) {
    if (Long.compareUnsigned(value, min) < 0) {
      throw NustreamException.invalid(field, value, min + " to " + max);
    }
    if (Long.compareUnsigned(value, max) > 0) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT, field, Long.toUnsignedString(value), min + " to " + max);
    }
    return value;
  }
}
