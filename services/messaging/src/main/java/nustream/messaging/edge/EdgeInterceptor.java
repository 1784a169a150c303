package nustream.messaging.edge;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.inject.Inject;
import java.util.Set;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.GrpcErrors;

/**
 * Asks every gRPC call for its token, before anything else sees the call. Refusals are counted, not
 * logged: whoever knocks often does not fill the log.
 */
@GlobalInterceptor
@ApplicationScoped
public class EdgeInterceptor implements ServerInterceptor, Prioritized {
  static final String METRIC = "nustream.edge.refused";

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Edge edge;
  private final Set<String> open;
  private final MeterRegistry metrics;

  @Inject
  public EdgeInterceptor(Edge edge, EdgeConfig config, MeterRegistry metrics) {
    this.edge = edge;
    this.open = Set.copyOf(config.withoutToken());
    this.metrics = metrics;
  }

  @Override
  public int getPriority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String service = call.getMethodDescriptor().getServiceName();
    if (!edge.closed() || open.contains(service)) {
      return next.startCall(call, headers);
    }
    String method = call.getMethodDescriptor().getFullMethodName();
    try {
      Caller caller = edge.admit(headers.get(AUTHORIZATION), Access.needed(method), method);
      Context context = Context.current().withValue(Caller.KEY, caller);
      return Contexts.interceptCall(context, call, headers, next);
    } catch (NustreamException e) {
      metrics.counter(METRIC, "reason", e.word().name()).increment();
      StatusRuntimeException told = GrpcErrors.status(e);
      call.close(told.getStatus(), told.getTrailers());
      return new ServerCall.Listener<>() {};
    }
  }
}
