package nustream.results.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Keeps other sites from giving orders through a user's browser. What changes something needs a
 * header that a form cannot send and a script of another origin may not; must come from the same
 * origin where the browser names one; and must be asked of a host name that is ours, so that a
 * foreign name that leads here does not count as the same origin.
 */
@ApplicationScoped
public class CrossSiteGuard {
  /** The header, with any value. */
  static final String HEADER = "X-Nustream-Dashboard";

  private final List<String> hosts;

  @Inject
  public CrossSiteGuard(DashboardConfig config) {
    this.hosts = List.copyOf(config.hosts());
  }

  /** Why the request is not ours; the arguments are headers, null where they are missing. */
  Optional<String> refusal(String marker, String host, String origin, String fetchSite) {
    if (marker == null) {
      return Optional.of("the header " + HEADER + " is missing");
    }
    String name = host == null ? "" : host.replaceFirst(":[0-9]+$", "");
    if (!hosts.contains(name)) {
      return Optional.of(
          "host is '" + name + "'; allowed: " + hosts + " (setting results.dashboard.hosts)");
    }
    if (origin != null && !sameOrigin(origin, host)) {
      return Optional.of("origin is '" + origin + "'; allowed: http://" + host);
    }
    if (fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none")) {
      return Optional.of("Sec-Fetch-Site is '" + fetchSite + "'; allowed: same-origin");
    }
    return Optional.empty();
  }

  private static boolean sameOrigin(String origin, String host) {
    try {
      return host.equals(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
