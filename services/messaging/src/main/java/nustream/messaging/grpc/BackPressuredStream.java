package nustream.messaging.grpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * A server stream that produces no faster than its reader takes.
 *
 * <p>At most {@code ahead} items are being made or wait to be sent; beyond them only what the
 * transport buffers (32 KiB, or one item) is in memory. When the reader cancels, drops the
 * connection or lets its deadline pass, the source is closed and nothing more is asked of it.
 * Nothing is made on the transport's event loop.
 *
 * @param <T> the message
 */
public final class BackPressuredStream<T> {
  private final ServerCallStreamObserver<T> reader;
  private final Source<T> source;
  private final int ahead;
  private final Context context;
  private final SerialTask pump;

  /** Asked for and not sent, in the order of asking. Owned by the pump. */
  private final ArrayDeque<CompletableFuture<Optional<T>>> pending = new ArrayDeque<>();

  /** Set by the transport; {@code reader.isCancelled()} is always false on Vert.x. */
  private volatile boolean cancelled;

  private boolean over;

  private BackPressuredStream(
      ServerCallStreamObserver<T> reader, Source<T> source, int ahead, Executor executor) {
    this.reader = reader;
    this.source = source;
    this.ahead = ahead;
    this.context = Context.current();
    this.pump = new SerialTask(this::pump, executor);
  }

  /**
   * Answers a call from this source; to be called once, within the service method.
   *
   * @param reader the observer that gRPC gave to the service method
   * @param ahead items that may be made before they can be sent, at least 1
   * @param executor for the short work of asking and sending; not an event loop
   */
  public static <T> void serve(
      StreamObserver<T> reader, Source<T> source, int ahead, Executor executor) {
    if (ahead < 1) {
      throw new IllegalArgumentException("ahead is " + ahead + ", want at least 1");
    }
    var call = (ServerCallStreamObserver<T>) reader;
    var stream = new BackPressuredStream<>(call, source, ahead, executor);
    call.setOnReadyHandler(stream.pump::ask);
    call.setOnCancelHandler(stream::cancelled);
    stream.context.addListener(context -> stream.pump.ask(), Runnable::run);
    stream.pump.ask();
  }

  private void cancelled() {
    cancelled = true;
    pump.ask();
  }

  private void pump() {
    try {
      boolean moved;
      do {
        moved = stopWhenReaderIsGone() || sendFirst() || askForNext();
      } while (moved && !over);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private boolean stopWhenReaderIsGone() {
    if (over || cancelled || reader.isCancelled()) {
      finish();
      return true;
    }
    if (context.isCancelled()) {
      finish();
      reader.onError(
          GrpcErrors.status(
              new NustreamException(
                  ErrorWord.DEADLINE_EXCEEDED, "the deadline passed or the call was cancelled")));
      return true;
    }
    return false;
  }

  private boolean sendFirst() {
    CompletableFuture<Optional<T>> first = pending.peek();
    if (first == null || !first.isDone() || !reader.isReady()) {
      return false;
    }
    pending.remove();
    Optional<T> item = first.join();
    if (item.isPresent()) {
      reader.onNext(item.get());
    } else {
      finish();
      reader.onCompleted();
    }
    return true;
  }

  private boolean askForNext() {
    if (pending.size() >= ahead) {
      return false;
    }
    CompletableFuture<Optional<T>> next = source.next().toCompletableFuture();
    pending.add(next);
    var unused = next.whenComplete((item, failure) -> pump.ask());
    return true;
  }

  private void fail(RuntimeException failure) {
    if (!over) {
      finish();
      reader.onError(GrpcErrors.status(failure));
    }
  }

  private void finish() {
    if (!over) {
      over = true;
      pending.clear();
      source.close();
    }
  }
}
