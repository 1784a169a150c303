package nustream.messaging.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * Asks HTTP requests for a token as well, pages and streams included. gRPC calls pass: the {@link
 * EdgeInterceptor} asks them, and tells them no in their own way.
 */
@ApplicationScoped
public class EdgeFilter {
  /** Before every route. */
  private static final int FIRST = 1000;

  private static final String GRPC = "application/grpc";

  /** What kubelet and Prometheus ask for. */
  private static final List<String> OPEN = List.of("/q/health", "/q/metrics");

  private final Edge edge;
  private final MeterRegistry metrics;

  @Inject
  public EdgeFilter(Edge edge, MeterRegistry metrics) {
    this.edge = edge;
    this.metrics = metrics;
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, FIRST);
  }

  private void filter(RoutingContext request) {
    if (!edge.closed() || isCall(request) || isOpen(request.normalizedPath())) {
      request.next();
      return;
    }
    boolean reads =
        HttpMethod.GET.equals(request.request().method())
            || HttpMethod.HEAD.equals(request.request().method());
    try {
      var unused =
          edge.admit(
              request.request().getHeader(HttpHeaders.AUTHORIZATION),
              reads ? Role.READER : Role.OPERATOR,
              request.normalizedPath());
    } catch (NustreamException e) {
      refuse(request, e);
      return;
    }
    request.next();
  }

  /** The router hands every POST of this type to gRPC, whatever its path. */
  private static boolean isCall(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return HttpMethod.POST.equals(request.request().method())
        && type != null
        && type.startsWith(GRPC);
  }

  private static boolean isOpen(String path) {
    return OPEN.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }

  private void refuse(RoutingContext request, NustreamException e) {
    metrics.counter(EdgeInterceptor.METRIC, "reason", e.word().name()).increment();
    var response = request.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    if (e.word() == ErrorWord.UNAUTHENTICATED) {
      // A browser asks for the token as a password.
      response.putHeader("www-authenticate", "Basic realm=\"nustream\", Bearer");
      response.setStatusCode(401);
    } else {
      response.setStatusCode(403);
    }
    var unused = response.end(e.word() + ": " + e.getMessage() + "\n");
  }
}
