package nustream.messaging.grpc;

import com.google.protobuf.MessageLite;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes {@code isReady} true only while little is on its way to the transport, as grpc-java's own
 * server does.
 *
 * <p>gRPC over Vert.x (4.5) hands a message that another thread sends to the event loop, and asks
 * at once whether the HTTP/2 stream is writable. The answer is from before the message; a sender
 * that is quicker than the event loop never sees another one, and a whole stream ends up in memory
 * however slow its reader is. Here messages are sent on the event loop, where the answer counts
 * them, and those that wait for it count as well.
 */
@GlobalInterceptor
@ApplicationScoped
public class ReadinessInterceptor implements ServerInterceptor {
  /** As in grpc-java: more than this is waiting, so the call is not ready. */
  private static final long READY_BYTES = 32 * 1024;

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (!(Vertx.currentContext() instanceof ContextInternal context)
        || !context.isEventLoopContext()) {
      return next.startCall(call, headers);
    }
    var measured = new MeasuredCall<>(call, context);
    measured.listener = next.startCall(measured, headers);
    return new SimpleForwardingServerCallListener<>(measured.listener) {};
  }

  /** Counts what waits for the event loop, and tells the listener when that has become little. */
  private static final class MeasuredCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final ContextInternal context;

    /** Set before anything can be sent. */
    private volatile ServerCall.Listener<Q> listener;

    private int waiting;
    private long waitingBytes;

    MeasuredCall(ServerCall<Q, A> call, ContextInternal context) {
      super(call);
      this.context = context;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      inOrder(0, () -> super.sendHeaders(headers));
    }

    @Override
    public void sendMessage(A message) {
      int bytes = message instanceof MessageLite m ? m.getSerializedSize() : 0;
      inOrder(bytes, () -> super.sendMessage(message));
    }

    @Override
    public void close(Status status, Metadata trailers) {
      inOrder(0, () -> super.close(status, trailers));
    }

    @Override
    public boolean isReady() {
      return littleWaits() && super.isReady();
    }

    private synchronized boolean littleWaits() {
      return waitingBytes < READY_BYTES;
    }

    private void inOrder(int bytes, Runnable sending) {
      synchronized (this) {
        if (waiting > 0 || !context.inThread()) {
          waiting++;
          waitingBytes += bytes;
          context.runOnContext(unused -> send(bytes, sending));
          return;
        }
      }
      sending.run();
    }

    private void send(int bytes, Runnable sending) {
      try {
        sending.run();
      } catch (RuntimeException e) {
        StatusRuntimeException told = GrpcErrors.status(e);
        super.close(told.getStatus(), told.getTrailers());
        listener.onCancel();
      }
      boolean muchWaited;
      synchronized (this) {
        muchWaited = !littleWaits();
        waiting--;
        waitingBytes -= bytes;
      }
      if (muchWaited && isReady()) {
        listener.onReady();
      }
    }
  }
}
