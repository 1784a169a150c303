package nustream.serving.pool;

import java.util.concurrent.CompletableFuture;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import nustream.serving.models.Refusals;

/**
 * One order on its way through the queue and a worker.
 *
 * @param <O> the order
 * @param <R> the answer
 */
final class WorkTask<O, R> {
  private final O order;
  private final PoolMetrics metrics;
  private final long askedNanos = System.nanoTime();
  private final CompletableFuture<Measured<R>> result = new CompletableFuture<>();

  /** Its outcome is counted once. Of the thread that has the task in its hands. */
  private boolean told;

  WorkTask(O order, PoolMetrics metrics) {
    this.order = order;
    this.metrics = metrics;
  }

  O order() {
    return order;
  }

  CompletableFuture<Measured<R>> result() {
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

  /** Gives the answer, or the reason why there is none to this order. */
  void answer(Computed<R> computed, int place, double computeSeconds) {
    R answer;
    try {
      answer = computed.answer(place);
    } catch (NustreamException e) {
      refuse(e);
      return;
    }
    told = true;
    metrics.succeeded();
    result.complete(new Measured<>(answer, computeSeconds));
  }

  void refuse(Throwable reason) {
    if (told) {
      return;
    }
    told = true;
    Failure failure = Failure.of(Refusals.told(reason));
    metrics.request(failure.word());
    result.completeExceptionally(new NustreamException(failure.word(), failure.message(), reason));
  }
}
