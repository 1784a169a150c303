package nustream.messaging.grpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * A bidirectional stream with one answer per request, in order, of which several are made at once.
 * At most {@code window} requests are taken in before their answers are sent, so a reader that does
 * not take its answers stops its own requests by HTTP/2 flow control. Answers under way are
 * cancelled when the call ends.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
public final class PipelinedStream<Q, A> implements StreamObserver<Q> {
  private final ServerCallStreamObserver<A> reader;
  private final Function<? super Q, CompletableFuture<A>> answer;
  private final Runnable onEnd;
  private final Context context;
  private final SerialTask pump;

  /** With the answers under way never more than the window: no more requests are allowed in. */
  private final Queue<Q> requests = new ConcurrentLinkedQueue<>();

  /** Begun and not sent, in the order of the requests. Owned by the pump. */
  private final ArrayDeque<CompletableFuture<A>> underWay = new ArrayDeque<>();

  private volatile boolean lastRequestSeen;

  /** Set by the transport; {@code reader.isCancelled()} is always false on Vert.x. */
  private volatile boolean gone;

  private boolean over;

  private PipelinedStream(
      ServerCallStreamObserver<A> reader,
      Function<? super Q, CompletableFuture<A>> answer,
      Executor executor,
      Runnable onEnd) {
    this.reader = reader;
    this.answer = answer;
    this.onEnd = onEnd;
    this.context = Context.current();
    this.pump = new SerialTask(this::pump, executor);
  }

  /**
   * Answers a call; to be called once, within the service method, which returns the result.
   *
   * @param answer begins an answer, on the executor, one request after the other; what it throws or
   *     fails with ends the call with the status of its word
   * @param window requests taken in and not answered, at least 1
   * @param onEnd runs once, when the call has ended in whatever way
   */
  public static <Q, A> StreamObserver<Q> serve(
      StreamObserver<A> reader,
      Function<? super Q, CompletableFuture<A>> answer,
      int window,
      Executor executor,
      Runnable onEnd) {
    if (window < 1) {
      throw new IllegalArgumentException("window is " + window + ", want at least 1");
    }
    var call = (ServerCallStreamObserver<A>) reader;
    var stream = new PipelinedStream<Q, A>(call, answer, executor, onEnd);
    call.disableAutoRequest();
    call.setOnReadyHandler(stream.pump::ask);
    call.setOnCancelHandler(stream::gone);
    stream.context.addListener(ended -> stream.pump.ask(), Runnable::run);
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
      begin();
      send();
      if (gone) {
        end();
      } else if (context.isCancelled()) {
        end();
        reader.onError(
            GrpcErrors.status(
                new NustreamException(
                    ErrorWord.DEADLINE_EXCEEDED, "the deadline passed or the call was cancelled")));
      } else if (lastRequestSeen && requests.isEmpty() && underWay.isEmpty()) {
        end();
        reader.onCompleted();
      }
    } catch (RuntimeException e) {
      end();
      reader.onError(GrpcErrors.status(e));
    }
  }

  private void begin() {
    while (!gone && !requests.isEmpty()) {
      CompletableFuture<A> begun = answer.apply(requests.remove());
      underWay.add(begun);
      var unused = begun.whenComplete((done, failure) -> pump.ask());
    }
  }

  private void send() {
    while (!gone && !underWay.isEmpty() && underWay.peek().isDone() && reader.isReady()) {
      reader.onNext(underWay.remove().join());
      reader.request(1);
    }
  }

  private void end() {
    if (!over) {
      over = true;
      requests.clear();
      underWay.forEach(answer -> answer.cancel(false));
      underWay.clear();
      onEnd.run();
    }
  }
}
