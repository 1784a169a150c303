package nustream.local.report;

import java.time.Instant;
import java.util.Locale;

/** Numbers and times in sentences. */
public final class ReportText {
  private ReportText() {}

  /** With so many significant digits. */
  public static String digits(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double magnitude = Math.abs(value);
    if (magnitude != 0 && (magnitude < 1e-3 || magnitude >= 1e5)) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }
    int first = magnitude == 0 ? 0 : (int) Math.floor(Math.log10(magnitude));
    return String.format(Locale.ROOT, "%." + Math.max(0, digits - 1 - first) + "f", value);
  }

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** To the second, UTC. */
  public static String time(long milliseconds) {
    return Instant.ofEpochSecond(milliseconds / 1000).toString();
  }
}
