package nustream.serving.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.serving.models.ServedModel;
import org.jboss.logging.Logger;

/**
 * A fixed number of platform threads, each with models of its own, behind one bounded queue. A free
 * worker takes what waits at once, up to a batch, and does it in one native call. Thread-safe.
 *
 * @param <M> the model
 * @param <O> the order
 * @param <R> the answer
 */
public final class WorkerPool<M extends ServedModel, O extends Order<M>, R>
    implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WorkerPool.class);

  /** A worker ends after the batch in its hands; native code cannot be interrupted. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final PoolName name;
  private final WorkQueue<M, O, R> queue;
  private final PoolMetrics metrics;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts the workers.
   *
   * @param size limits of the pool
   * @param opener called on the worker threads
   */
  public WorkerPool(
      PoolName name, Size size, OpenModel.Opener<M, O, R> opener, PoolMetrics metrics) {
    this.name = name;
    this.queue = new WorkQueue<>(size.workers(), size.queueLimit(), size.batch(), metrics);
    this.metrics = metrics;
    metrics.watch(queue::waiting);
    for (int worker = 0; worker < size.workers(); worker++) {
      int number = worker;
      Thread thread =
          new Thread(
              () -> work(number, new OpenModels<>(opener, size.openModels())),
              name.service() + "-worker-" + worker);
      threads.add(thread);
      thread.start();
    }
  }

  /** Number of workers. */
  public int workers() {
    return threads.size();
  }

  /**
   * Has a worker do this. Completes on the worker's thread. Cancelling the answer before a worker
   * has begun takes the order out; one in work is finished and thrown away.
   *
   * @return fails with OVERLOADED when the queue is full, and with DRAINING when the pool is
   *     drained first
   */
  public CompletableFuture<Measured<R>> submit(O order) {
    WorkTask<O, R> task = new WorkTask<>(order, metrics);
    if (!queue.offer(task)) {
      task.refuse(
          queue.closed()
              ? draining()
              : new NustreamException(
                  ErrorWord.OVERLOADED,
                  "the queue of " + name.items() + " is full; try again later"));
    }
    return task.result();
  }

  /**
   * Opens this model on every worker and uses it once; completes when all have, fails when one
   * could not.
   */
  public CompletableFuture<Void> warm(M model) {
    List<CompletableFuture<Void>> opened = new ArrayList<>();
    for (int worker = 0; worker < threads.size(); worker++) {
      WarmTask<M, O, R> task = new WarmTask<>(model);
      if (!queue.offerTo(worker, task)) {
        task.abandon();
      }
      opened.add(task.result());
    }
    return CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new));
  }

  /** Lets each worker finish the batch in its hands; what waits, and what comes, is DRAINING. */
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

  private void work(int worker, OpenModels<M, O, R> models) {
    try (models) {
      WorkerTask<M, O, R> task = queue.take(worker);
      while (task != null) {
        task.run(models);
        task = queue.take(worker);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What work is told that comes too late. */
  public static NustreamException draining() {
    return new NustreamException(ErrorWord.DRAINING, "shutting down; ask another replica");
  }

  /**
   * Limits of a pool.
   *
   * @param workers threads
   * @param queueLimit orders that may wait
   * @param batch most orders of a native call
   * @param openModels models that one worker keeps open
   */
  public record Size(int workers, int queueLimit, int batch, int openModels) {}
}
