package nustream.simulator.api;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import nustream.lensing.v1.ConvergenceMap;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;
import nustream.simulator.making.MapFactory;
import nustream.simulator.making.MapOrder;

/** The maps of one gRPC stream, each handed to the workers when it is asked for. */
final class MapSource implements Source<ConvergenceMap> {
  private final MapOrder order;
  private final MapFactory factory;
  private final Drain drain;
  private final Drain.Work work;
  private final Runnable onClose;
  private final Set<CompletableFuture<ConvergenceMap>> underWay = ConcurrentHashMap.newKeySet();

  private long begun;
  private volatile boolean closed;

  /**
   * @param onClose called once, when the stream is over
   */
  MapSource(MapOrder order, MapFactory factory, Drain drain, Runnable onClose) {
    this.order = order;
    this.factory = factory;
    this.drain = drain;
    this.work = drain.begin();
    this.onClose = onClose;
  }

  @Override
  public CompletionStage<Optional<ConvergenceMap>> next() {
    if (begun == order.count()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (drain.draining()) {
      return CompletableFuture.failedFuture(
          new NustreamException(ErrorWord.DRAINING, "shutting down; ask another replica"));
    }
    CompletableFuture<ConvergenceMap> map = factory.make(order, order.first() + begun++);
    underWay.add(map);
    if (closed) {
      map.cancel(false);
    }
    return map.whenComplete((done, failed) -> underWay.remove(map)).thenApply(Optional::of);
  }

  @Override
  public void close() {
    closed = true;
    underWay.forEach(map -> map.cancel(false));
    // What it held comes free before it counts as done.
    onClose.run();
    work.close();
  }
}
