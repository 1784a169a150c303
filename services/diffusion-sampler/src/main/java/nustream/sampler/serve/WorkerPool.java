package nustream.sampler.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nustream.flavor.v1.CandidateBlock;
import nustream.learning.store.ModelRelease;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.jboss.logging.Logger;

/**
 * A fixed number of platform threads that generate blocks, each with models of its own, behind one
 * bounded queue. A free worker takes the next waiting block at once. Thread-safe.
 */
public final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WorkerPool.class);

  /** A worker ends after the block in its hands; native code cannot be interrupted. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final WorkQueue queue;
  private final PoolMetrics metrics;
  private final String generatorVersion;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts the workers.
   *
   * @param size limits of the pool
   * @param opener called on the worker threads
   * @param generatorVersion written into every block
   */
  public WorkerPool(
      Size size, BlockGenerator.Opener opener, PoolMetrics metrics, String generatorVersion) {
    this.queue = new WorkQueue(size.workers(), size.queueLimit());
    this.metrics = metrics;
    this.generatorVersion = generatorVersion;
    metrics.watch(queue::waiting);
    for (int worker = 0; worker < size.workers(); worker++) {
      int number = worker;
      Thread thread =
          new Thread(
              () -> work(number, new OpenModels(opener, size.openModels())),
              "sampler-worker-" + worker);
      threads.add(thread);
      thread.start();
    }
  }

  /** Number of workers. */
  public int workers() {
    return threads.size();
  }

  /**
   * Has a worker generate this block. Completes on the worker's thread. Cancelling the answer
   * before a worker has begun takes the block out; a block in work is finished and thrown away.
   *
   * @return fails with OVERLOADED when the queue is full, and with DRAINING when the pool is
   *     drained first
   */
  public CompletableFuture<CandidateBlock> submit(BlockOrder order) {
    BlockTask task = new BlockTask(order, generatorVersion, metrics);
    if (!queue.offer(task)) {
      task.refuse(
          queue.closed()
              ? BlockTask.draining()
              : new NustreamException(
                  ErrorWord.OVERLOADED, "the queue of blocks is full; try again later"));
    }
    return task.result();
  }

  /** Opens this model on every worker; completes when all have it, fails when one could not. */
  public CompletableFuture<Void> warm(ModelRelease release) {
    List<CompletableFuture<Void>> opened = new ArrayList<>();
    for (int worker = 0; worker < threads.size(); worker++) {
      WarmTask task = new WarmTask(release);
      if (!queue.offerTo(worker, task)) {
        task.abandon();
      }
      opened.add(task.result());
    }
    return CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new));
  }

  /** Lets each worker finish the block in its hands; what waits, and what comes, is DRAINING. */
  public void drain() {
    queue.close().forEach(WorkerTask::abandon);
  }

  /** Drains and waits for the workers. */
  @Override
  public void close() {
    drain();
    try {
      long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
      for (Thread thread : threads) {
        long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
        thread.join(Math.max(1, leftMillis));
        if (thread.isAlive()) {
          LOG.warnf("event=worker-still-busy worker=%s", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(int worker, OpenModels models) {
    try (models) {
      WorkerTask task = queue.take(worker);
      while (task != null) {
        task.run(models);
        task = queue.take(worker);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Limits of a pool.
   *
   * @param workers threads
   * @param queueLimit blocks that may wait
   * @param openModels models that one worker keeps open
   */
  public record Size(int workers, int queueLimit, int openModels) {}

  /** Opens a model so that the first block need not wait for it. */
  private static final class WarmTask implements WorkerTask {
    private final ModelRelease release;
    private final CompletableFuture<Void> result = new CompletableFuture<>();

    WarmTask(ModelRelease release) {
      this.release = release;
    }

    CompletableFuture<Void> result() {
      return result;
    }

    @Override
    public void run(OpenModels models) {
      try {
        models.of(release);
        result.complete(null);
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }

    @Override
    public void abandon() {
      result.completeExceptionally(BlockTask.draining());
    }
  }
}
