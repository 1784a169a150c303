package nustream.messaging.testing;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A client of a stream that takes as many answers as it is told to. Thread-safe.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
public final class SlowReader<Q, A> implements ClientResponseObserver<Q, A> {
  /** Answers so far, in the order in which they came. */
  public final List<A> taken = new CopyOnWriteArrayList<>();

  /** Completes with the stream, exceptionally with its status. */
  public final CompletableFuture<Void> end = new CompletableFuture<>();

  private final int initially;
  private volatile ClientCallStreamObserver<Q> call;

  /**
   * @param initially answers that are taken without being told, at least 1
   */
  public SlowReader(int initially) {
    this.initially = initially;
  }

  /** Takes so many more. */
  public void take(int more) {
    call.request(more);
  }

  /** Takes everything from now on. */
  public void takeAll() {
    call.request(Integer.MAX_VALUE);
  }

  /** Ends the call. */
  public void cancel() {
    call.cancel("enough", null);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> stream) {
    call = stream;
    stream.disableAutoRequestWithInitial(initially);
  }

  @Override
  public void onNext(A answer) {
    taken.add(answer);
  }

  @Override
  public void onError(Throwable thrown) {
    end.completeExceptionally(thrown);
  }

  @Override
  public void onCompleted() {
    end.complete(null);
  }
}
