package nustream.local.system;

import java.io.PrintStream;
import java.time.Duration;

/** A report as a table for people. */
public final class StatusTable {
  private static final String ROW = "%-18s %-11s %-17s %8s %9s %10s %9s%n";
  private static final double MIB = 1024.0 * 1024.0;

  private StatusTable() {}

  public static void print(SystemReport report, PrintStream out) {
    if (!report.running()) {
      out.printf("nothing runs in %s; `deploy/nustream up` starts it%n", report.home());
      return;
    }
    out.printf(ROW, "service", "state", "address", "pid", "memory", "up", "restarts");
    for (ServiceReport service : report.services()) {
      out.printf(
          ROW,
          service.name(),
          service.phase().equals("ready") && !service.ready() ? "not ready" : service.phase(),
          "127.0.0.1:" + service.port(),
          orDash(service.pid()),
          service.rssBytes() == null ? "-" : mebibytes(service.rssBytes()),
          service.uptimeSeconds() == null ? "-" : duration(service.uptimeSeconds()),
          service.restarts());
    }
    report.services().stream()
        .filter(service -> !service.detail().isEmpty())
        .forEach(service -> out.printf("%s: %s%n", service.name(), service.detail()));
    out.printf("all together %s; home folder %s%n", mebibytes(report.rssBytes()), report.home());
  }

  /** "123 MiB". */
  public static String mebibytes(long bytes) {
    return Math.round(bytes / MIB) + " MiB";
  }

  private static String orDash(Object value) {
    return value == null ? "-" : value.toString();
  }

  private static String duration(double seconds) {
    var d = Duration.ofSeconds(Math.round(seconds));
    return d.toHours() > 0
        ? d.toHours() + "h" + d.toMinutesPart() + "m"
        : d.toMinutes() > 0 ? d.toMinutes() + "m" + d.toSecondsPart() + "s" : d.toSeconds() + "s";
  }
}
