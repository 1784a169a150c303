package nustream.results.dashboard;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Puts the guard before everything that changes something. Filters are made before the
 * configuration can be read, and the guard, which reads it, with the first order.
 */
@Provider
public class CrossSiteFilter implements ContainerRequestFilter {
  private static final List<String> HARMLESS = List.of("GET", "HEAD", "OPTIONS");

  private final CrossSiteGuard guard;

  @Inject
  public CrossSiteFilter(CrossSiteGuard guard) {
    this.guard = guard;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (HARMLESS.contains(request.getMethod())) {
      return;
    }
    guard
        .refusal(
            request.getHeaderString(CrossSiteGuard.HEADER),
            host(request),
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

  /** Over HTTP/2 there is no header of this name, and the address that was asked for has it. */
  private static String host(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.HOST);
    return header != null ? header : request.getUriInfo().getRequestUri().getRawAuthority();
  }
}
