package nustream.results.dashboard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CrossSiteGuardTest {
  private final CrossSiteGuard guard = new CrossSiteGuard(DashboardConfigTest.with(Map.of()));

  private void refused(String part, String marker, String host, String origin, String fetchSite) {
    String why = guard.refusal(marker, host, origin, fetchSite).orElse("taken");
    assertTrue(why.contains(part), why);
  }

  @Test
  void takesWhatOurPageSends() {
    assertTrue(
        guard.refusal("1", "localhost:18084", "http://localhost:18084", "same-origin").isEmpty());
    assertTrue(guard.refusal("1", "[::1]:18084", "http://[::1]:18084", null).isEmpty());
    // A program that is no browser names no origin.
    assertTrue(guard.refusal("1", "127.0.0.1:18084", null, null).isEmpty());
  }

  @Test
  void refusesWhatOthersSend() {
    refused("is missing", null, "localhost:18084", "http://localhost:18084", null);
    refused("origin is", "1", "localhost:18084", "http://evil.example", null);
    refused("origin is", "1", "localhost:18084", "http://localhost:9999", null);
    refused("origin is", "1", "localhost:18084", "null", null);
    refused("origin is", "1", "localhost:18084", "not a uri", null);
    refused("Sec-Fetch-Site", "1", "localhost:18084", null, "cross-site");
    refused("Sec-Fetch-Site", "1", "localhost:18084", null, "same-site");
  }

  /** A foreign name that leads to this machine makes its page the same origin. */
  @Test
  void refusesForeignNamesThatLeadHere() {
    refused(
        "results.dashboard.hosts",
        "1",
        "evil.example:18084",
        "http://evil.example:18084",
        "same-origin");
    refused("host is ''", "1", null, null, null);
  }
}
