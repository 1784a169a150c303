package nustream.messaging.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells a call on the shared HTTP port of its end, as grpc-java's own server does. gRPC over Vert.x
 * (4.5) leaves two things out: a reset by the client after its request was complete, so that a
 * cancelled server stream would run on for ever, and the header {@code grpc-timeout}, so that the
 * context has no deadline.
 *
 * <p>The HTTP request is there only while the event loop hands the call over. A method marked
 * {@code @Blocking} is called from another thread, where the request may be gone already, so that
 * the call's end is not told: methods that work for long hand their work to an executor instead.
 */
@GlobalInterceptor
@ApplicationScoped
public class CallEndInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "grpc-deadlines"));

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    RoutingContext request = request();
    if (request == null) {
      return next.startCall(call, headers);
    }
    Context.CancellableContext context = context(headers.get(TIMEOUT));
    var ending = new EndingCall<>(call, context);
    var listener =
        new EndingListener<>(Contexts.interceptCall(context, ending, headers, next), ending);
    request.addEndHandler(
        ended -> {
          if (!ending.over.get()) {
            listener.onCancel();
          }
        });
    return listener;
  }

  @PreDestroy
  void stop() {
    deadlines.shutdownNow();
  }

  /**
   * The HTTP request of the call, which Quarkus leaves in the Vert.x context; null on a gRPC server
   * of its own.
   */
  private static RoutingContext request() {
    io.vertx.core.Context context = Vertx.currentContext();
    return context == null ? null : context.getLocal(RoutingContext.class.getName());
  }

  private Context.CancellableContext context(String timeout) {
    return timeout == null
        ? Context.current().withCancellation()
        : Context.current()
            .withDeadlineAfter(nanoseconds(timeout), TimeUnit.NANOSECONDS, deadlines);
  }

  /** Up to eight digits and a unit ("gRPC over HTTP2", Timeout). */
  private static long nanoseconds(String timeout) {
    long value = Long.parseLong(timeout.substring(0, timeout.length() - 1));
    TimeUnit unit =
        switch (timeout.charAt(timeout.length() - 1)) {
          case 'n' -> TimeUnit.NANOSECONDS;
          case 'u' -> TimeUnit.MICROSECONDS;
          case 'm' -> TimeUnit.MILLISECONDS;
          case 'S' -> TimeUnit.SECONDS;
          case 'M' -> TimeUnit.MINUTES;
          case 'H' -> TimeUnit.HOURS;
          default ->
              throw new IllegalArgumentException("grpc-timeout is '" + timeout + "', want <n>S");
        };
    return unit.toNanos(value);
  }

  /** Knows whether the call is over, and frees its context then. */
  private static final class EndingCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    final AtomicBoolean over = new AtomicBoolean();
    private final Context.CancellableContext context;
    private volatile boolean cancelled;

    EndingCall(ServerCall<Q, A> call, Context.CancellableContext context) {
      super(call);
      this.context = context;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (over.compareAndSet(false, true)) {
        super.close(status, trailers);
        context.cancel(null);
      }
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    boolean cancel() {
      boolean first = over.compareAndSet(false, true);
      if (first) {
        cancelled = true;
        context.cancel(null);
      }
      return first;
    }
  }

  /** Passes the first cancellation on, whoever noticed it. */
  private static final class EndingListener<Q, A> extends SimpleForwardingServerCallListener<Q> {
    private final EndingCall<Q, A> call;

    EndingListener(ServerCall.Listener<Q> delegate, EndingCall<Q, A> call) {
      super(delegate);
      this.call = call;
    }

    @Override
    public void onCancel() {
      if (call.cancel()) {
        super.onCancel();
      }
    }
  }
}
