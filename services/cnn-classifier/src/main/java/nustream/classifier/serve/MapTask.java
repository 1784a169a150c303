package nustream.classifier.serve;

import java.util.concurrent.CompletableFuture;
import nustream.classifier.model.Verdict;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;

/** One map on its way through the queue and a worker. */
final class MapTask {
  private final MapOrder order;
  private final PoolMetrics metrics;
  private final long askedNanos = System.nanoTime();
  private final CompletableFuture<Verdict> result = new CompletableFuture<>();

  MapTask(MapOrder order, PoolMetrics metrics) {
    this.order = order;
    this.metrics = metrics;
  }

  MapOrder order() {
    return order;
  }

  CompletableFuture<Verdict> result() {
    return result;
  }

  /** Leaves the queue; false if nobody wants the answer any more. */
  boolean begin(long nowNanos) {
    metrics.queued(nowNanos - askedNanos);
    if (result.isDone()) {
      metrics.request(ErrorWord.CANCELLED);
      return false;
    }
    return true;
  }

  /** Gives the verdict, if it is one: the network may have no number for a map like no other. */
  void answer(Verdict verdict) {
    if (!Double.isFinite(verdict.logit())
        || !Double.isFinite(verdict.massEv())
        || !Double.isFinite(verdict.massErrorEv())) {
      refuse(
          NustreamException.invalid(
              "answer of the network", verdict, "finite numbers; the map is like none it knows"));
      return;
    }
    metrics.succeeded();
    result.complete(verdict);
  }

  void refuse(Throwable reason) {
    Failure failure = Failure.of(Refusals.told(reason));
    metrics.request(failure.word());
    result.completeExceptionally(new NustreamException(failure.word(), failure.message(), reason));
  }
}
