package nustream.sampler.stream;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.SampleStreamRequest;

/** A client that takes as many blocks as it is told to. */
final class SlowReader implements ClientResponseObserver<SampleStreamRequest, CandidateBlock> {
  final List<CandidateBlock> taken = new CopyOnWriteArrayList<>();
  final CompletableFuture<Void> end = new CompletableFuture<>();
  private final int initially;
  private volatile ClientCallStreamObserver<SampleStreamRequest> call;

  SlowReader(int initially) {
    this.initially = initially;
  }

  /** Takes everything from now on. */
  void takeAll() {
    call.request(Integer.MAX_VALUE);
  }

  void cancel() {
    call.cancel("enough", null);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<SampleStreamRequest> stream) {
    call = stream;
    stream.disableAutoRequestWithInitial(initially);
  }

  @Override
  public void onNext(CandidateBlock block) {
    taken.add(block);
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
