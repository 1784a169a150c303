package nustream.results.dashboard;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Keeps other sites from giving orders through a user's browser. What changes something needs a
 * header that a form cannot send and a script of another origin may not; must come from the same
 * origin where the browser names one; and must be asked of a host name that is ours, so that a
 * foreign name that leads here does not count as the same origin.
 */
@Provider
public class CrossSiteGuard implements ContainerRequestFilter {
  /** The header, with any value. */
  static final String HEADER = "X-Nustream-Dashboard";

  private static final List<String> HARMLESS = List.of("GET", "HEAD", "OPTIONS");

  private final List<String> hosts;

  @Inject
  public CrossSiteGuard(DashboardConfig config) {
    this.hosts = List.copyOf(config.hosts());
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (HARMLESS.contains(request.getMethod())) {
      return;
    }
    refusal(
            request.getHeaderString(HEADER),
            request.getHeaderString(HttpHeaders.HOST),
            request.getHeaderString("Origin"),
            request.getHeaderString("Sec-Fetch-Site"))
        .ifPresent(
            why ->
                request.abortWith(
                    Response.status(Response.Status.FORBIDDEN)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(new Refusal("CROSS_SITE", why, null, null))
                        .build()));
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
