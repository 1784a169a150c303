package nustream.sampler.serve;

import java.util.concurrent.CompletableFuture;
import nustream.flavor.v1.CandidateBlock;
import nustream.learning.store.ModelRelease;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;

/** One block on its way through the queue and a worker. */
final class BlockTask implements WorkerTask {
  private final BlockOrder order;
  private final String generatorVersion;
  private final PoolMetrics metrics;
  private final long askedNanos = System.nanoTime();
  private final CompletableFuture<CandidateBlock> result = new CompletableFuture<>();

  BlockTask(BlockOrder order, String generatorVersion, PoolMetrics metrics) {
    this.order = order;
    this.generatorVersion = generatorVersion;
    this.metrics = metrics;
  }

  CompletableFuture<CandidateBlock> result() {
    return result;
  }

  @Override
  public void run(OpenModels models) {
    long begin = System.nanoTime();
    metrics.queued(begin - askedNanos);
    if (result.isDone()) {
      metrics.request(ErrorWord.CANCELLED);
      return;
    }
    ModelRelease model = order.resolved().model();
    try {
      BlockGenerator generator = models.of(model);
      GeneratedBlock generated = metrics.execution(() -> generator.generate(order));
      CandidateBlock block =
          metrics.output(() -> CandidateBlocks.of(order, generated, generatorVersion));
      metrics.succeeded(generated.timing());
      result.complete(block);
    } catch (RuntimeException | Error e) {
      models.discard(model);
      refuse(e);
    }
  }

  @Override
  public void abandon() {
    refuse(draining());
  }

  void refuse(Throwable reason) {
    Failure failure = Failure.of(Refusals.told(reason));
    metrics.request(failure.word());
    result.completeExceptionally(new NustreamException(failure.word(), failure.message(), reason));
  }

  static NustreamException draining() {
    return new NustreamException(ErrorWord.DRAINING, "shutting down; ask another replica");
  }
}
