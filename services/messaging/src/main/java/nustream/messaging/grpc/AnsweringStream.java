package nustream.messaging.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A bidirectional stream with one answer per request, in order. At most {@code window} requests are
 * taken in before their answers are sent, so a reader that does not take its answers stops its own
 * requests by HTTP/2 flow control.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
public final class AnsweringStream<Q, A> implements StreamObserver<Q> {
  private final ServerCallStreamObserver<A> reader;
  private final Function<? super Q, ? extends A> answer;
  private final int window;
  private final Runnable onEnd;
  private final SerialTask pump;

  /** Never more than the window: no more requests are allowed in. */
  private final Queue<Q> requests = new ConcurrentLinkedQueue<>();

  private volatile boolean lastRequestSeen;

  /** Set by the transport; {@code reader.isCancelled()} is always false on Vert.x. */
  private volatile boolean gone;

  private boolean over;

  private AnsweringStream(
      ServerCallStreamObserver<A> reader,
      Function<? super Q, ? extends A> answer,
      int window,
      Executor executor,
      Runnable onEnd) {
    this.reader = reader;
    this.answer = answer;
    this.window = window;
    this.onEnd = onEnd;
    this.pump = new SerialTask(this::pump, executor);
  }

  /**
   * Answers a call; to be called once, within the service method, which returns the result.
   *
   * @param answer runs on the executor, one request at a time; what it throws ends the call with
   *     the status of its word
   * @param onEnd runs once, when the call has ended in whatever way
   */
  public static <Q, A> StreamObserver<Q> serve(
      StreamObserver<A> reader,
      Function<? super Q, ? extends A> answer,
      int window,
      Executor executor,
      Runnable onEnd) {
    if (window < 1) {
      throw new IllegalArgumentException("window is " + window + ", want at least 1");
    }
    var call = (ServerCallStreamObserver<A>) reader;
    var stream = new AnsweringStream<Q, A>(call, answer, window, executor, onEnd);
    call.disableAutoRequest();
    call.setOnReadyHandler(stream.pump::ask);
    call.setOnCancelHandler(stream::gone);
    call.request(window);
    return stream;
  }

  @Override
  public void onNext(Q request) {
    requests.add(request);
    pump.ask();
  }

  @Override
  public void onError(Throwable thrown) {
    gone();
  }

  @Override
  public void onCompleted() {
    lastRequestSeen = true;
    pump.ask();
  }

  private void gone() {
    gone = true;
    pump.ask();
  }

  private void pump() {
    if (over) {
      return;
    }
    try {
      // At most a window at once, so that the streams of an executor take turns.
      for (int i = 0; i < window && !gone && reader.isReady() && !requests.isEmpty(); i++) {
        reader.onNext(answer.apply(requests.remove()));
        reader.request(1);
      }
      if (gone) {
        end();
      } else if (!requests.isEmpty() && reader.isReady()) {
        pump.ask();
      } else if (lastRequestSeen && requests.isEmpty()) {
        // Asked in this order, so that a request that came just before the end is not lost.
        end();
        reader.onCompleted();
      }
    } catch (RuntimeException e) {
      end();
      reader.onError(GrpcErrors.status(e));
    }
  }

  private void end() {
    if (!over) {
      over = true;
      requests.clear();
      onEnd.run();
    }
  }
}
