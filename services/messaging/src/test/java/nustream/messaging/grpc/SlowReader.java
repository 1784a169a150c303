package nustream.messaging.grpc;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that takes as many answers as it is told to. */
public final class SlowReader<Q, A> implements ClientResponseObserver<Q, A> {
  public final List<A> taken = new CopyOnWriteArrayList<>();
  public final CompletableFuture<Void> end = new CompletableFuture<>();
  private final int initially;
  public volatile ClientCallStreamObserver<Q> call;

  public SlowReader(int initially) {
    this.initially = initially;
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
