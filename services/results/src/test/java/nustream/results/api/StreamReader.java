package nustream.results.api;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import nustream.results.v1.SolutionItem;
import nustream.results.v1.StreamSolutionsRequest;

/** A client of StreamSolutions that takes as many items as it is told to. */
final class StreamReader implements ClientResponseObserver<StreamSolutionsRequest, SolutionItem> {
  final List<SolutionItem> taken = new CopyOnWriteArrayList<>();
  final CompletableFuture<Void> end = new CompletableFuture<>();
  private final int initially;
  private volatile ClientCallStreamObserver<StreamSolutionsRequest> call;

  StreamReader(int initially) {
    this.initially = initially;
  }

  void take(int more) {
    call.request(more);
  }

  void cancel() {
    call.cancel("enough", null);
  }

  List<String> ids() {
    return taken.stream().map(item -> item.getSolution().getId()).toList();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<StreamSolutionsRequest> stream) {
    call = stream;
    stream.disableAutoRequestWithInitial(initially);
  }

  @Override
  public void onNext(SolutionItem item) {
    taken.add(item);
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
