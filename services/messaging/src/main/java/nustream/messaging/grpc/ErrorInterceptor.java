package nustream.messaging.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * Ends every call that failed with the status of its word, whether the service threw or answered
 * {@code onError}, and turns new calls away while the service drains. Calls of gRPC's own services
 * (health, reflection) pass.
 */
@GlobalInterceptor
@ApplicationScoped
public class ErrorInterceptor implements ServerInterceptor {
  private final Drain drain;

  @Inject
  public ErrorInterceptor(Drain drain) {
    this.drain = drain;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String service = call.getMethodDescriptor().getServiceName();
    if (service == null || !service.startsWith("nustream.")) {
      return next.startCall(call, headers);
    }
    var translating = new TranslatingCall<>(call);
    if (drain.draining()) {
      translating.fail(
          new NustreamException(ErrorWord.DRAINING, "shutting down; ask another replica"));
      return new ServerCall.Listener<>() {};
    }
    try {
      return new GuardedListener<>(next.startCall(translating, headers), translating);
    } catch (RuntimeException e) {
      translating.fail(e);
      return new ServerCall.Listener<>() {};
    }
  }

  /** Replaces the status of an untranslated throwable when the call closes. */
  private static final class TranslatingCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final AtomicBoolean closed = new AtomicBoolean();

    TranslatingCall(ServerCall<Q, A> call) {
      super(call);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      boolean untranslated = status.getCode() == Status.Code.UNKNOWN && status.getCause() != null;
      if (untranslated) {
        StatusRuntimeException told = GrpcErrors.status(status.getCause());
        super.close(told.getStatus(), told.getTrailers());
      } else {
        super.close(status, trailers);
      }
    }

    void fail(Throwable thrown) {
      StatusRuntimeException told = GrpcErrors.status(thrown);
      close(told.getStatus(), told.getTrailers());
    }
  }

  /** Catches what a service throws out of its method; without it the call would end as UNKNOWN. */
  private static final class GuardedListener<Q, A> extends SimpleForwardingServerCallListener<Q> {
    private final TranslatingCall<Q, A> call;

    GuardedListener(ServerCall.Listener<Q> delegate, TranslatingCall<Q, A> call) {
      super(delegate);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      guarded(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      guarded(super::onHalfClose);
    }

    @Override
    public void onReady() {
      guarded(super::onReady);
    }

    private void guarded(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException e) {
        call.fail(e);
      }
    }
  }
}
