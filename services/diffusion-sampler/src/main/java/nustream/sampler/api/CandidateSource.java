package nustream.sampler.api;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import nustream.flavor.v1.CandidateBlock;
import nustream.messaging.drain.Drain;
import nustream.messaging.grpc.Source;
import nustream.sampler.serve.BlockOrder;
import nustream.sampler.serve.ResolvedSampling;
import nustream.serving.pool.Measured;
import nustream.serving.pool.WorkerPool;

/** The blocks of one gRPC stream, each handed to the workers when it is asked for. */
final class CandidateSource implements Source<CandidateBlock> {
  private final String campaignId;
  private final int blockSize;
  private final CompletionStage<ResolvedSampling> resolved;
  private final Function<BlockOrder, CompletableFuture<Measured<CandidateBlock>>> workers;
  private final Drain drain;
  private final Drain.Work work;
  private final Runnable onClose;
  private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

  private long left;
  private long nextBlock;
  private volatile boolean closed;

  /**
   * A source of {@code count} candidates.
   *
   * @param resolved fails when the request is not valid, which ends the stream with that reason
   * @param workers generates a block
   * @param onClose called once, when the stream is over
   */
  CandidateSource(
      String campaignId,
      long count,
      int blockSize,
      CompletionStage<ResolvedSampling> resolved,
      Function<BlockOrder, CompletableFuture<Measured<CandidateBlock>>> workers,
      Drain drain,
      Runnable onClose) {
    this.campaignId = campaignId;
    this.left = count;
    this.blockSize = blockSize;
    this.resolved = resolved;
    this.workers = workers;
    this.drain = drain;
    this.work = drain.begin();
    this.onClose = onClose;
  }

  @Override
  public CompletionStage<Optional<CandidateBlock>> next() {
    if (left == 0) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (drain.draining()) {
      return CompletableFuture.failedFuture(WorkerPool.draining());
    }
    int count = (int) Math.min(blockSize, left);
    long block = nextBlock++;
    left -= count;
    return resolved
        .thenCompose(sampling -> begin(new BlockOrder(campaignId, block, count, sampling)))
        .thenApply(measured -> Optional.of(measured.answer()));
  }

  @Override
  public void close() {
    closed = true;
    underWay.forEach(block -> block.cancel(false));
    // What it held comes free before it counts as done.
    onClose.run();
    work.close();
  }

  private CompletableFuture<Measured<CandidateBlock>> begin(BlockOrder order) {
    CompletableFuture<Measured<CandidateBlock>> block = workers.apply(order);
    underWay.add(block);
    if (closed) {
      block.cancel(false);
    }
    return block.whenComplete((done, failed) -> underWay.remove(block));
  }
}
