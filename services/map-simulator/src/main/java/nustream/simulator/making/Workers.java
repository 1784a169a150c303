package nustream.simulator.making;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import org.jboss.logging.Logger;

/**
 * A fixed number of platform threads behind one bounded queue. What the physics refuses while it
 * computes is told as INVALID_FIELD. Thread-safe.
 */
public final class Workers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Workers.class);
  private static final int CLOSE_SECONDS = 20;

  private final SimulatorMetrics metrics;
  private final ThreadPoolExecutor pool;
  private final int size;

  /** Starts the threads when they are needed. */
  public Workers(Capacity capacity, SimulatorMetrics metrics, Supplier<Number> spectra) {
    this.metrics = metrics;
    size = capacity.workers();
    var number = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(capacity.queued()),
            task -> new Thread(task, "simulator-worker-" + number.getAndIncrement()));
    metrics.watch(() -> pool.getQueue().size(), spectra);
  }

  /** Number of threads. */
  public int size() {
    return size;
  }

  /**
   * Has a worker compute something and pack it. Cancelling the answer before a worker has begun
   * takes it out; what is in work is finished and thrown away.
   *
   * @return completes on the worker's thread; fails with OVERLOADED when the queue is full, and
   *     with DRAINING when the workers are drained first
   */
  public <V, M> CompletableFuture<M> submit(Supplier<V> computation, Function<V, M> packing) {
    Task<V, M> task = new Task<>(computation, packing);
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      task.refuse(
          pool.isShutdown()
              ? draining()
              : new NustreamException(
                  ErrorWord.OVERLOADED, "the queue of the workers is full; try again later"));
    }
    return task.result;
  }

  /** Lets each worker finish what it has in hand; what waits, and what comes, is DRAINING. */
  public void drain() {
    pool.shutdown();
    List<Runnable> waiting = new ArrayList<>();
    pool.getQueue().drainTo(waiting);
    for (Runnable task : waiting) {
      ((Task<?, ?>) task).refuse(draining());
    }
  }

  /** Drains and waits for the workers. */
  @Override
  public void close() {
    drain();
    try {
      if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warnf("event=workers-still-busy active=%d", pool.getActiveCount());
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static NustreamException draining() {
    return new NustreamException(ErrorWord.DRAINING, "shutting down; ask another replica");
  }

  private final class Task<V, M> implements Runnable {
    private final Supplier<V> computation;
    private final Function<V, M> packing;
    private final long askedNanos = System.nanoTime();
    private final CompletableFuture<M> result = new CompletableFuture<>();

    Task(Supplier<V> computation, Function<V, M> packing) {
      this.computation = computation;
      this.packing = packing;
    }

    @Override
    public void run() {
      metrics.queued(System.nanoTime() - askedNanos);
      if (result.isDone()) {
        metrics.ended(ErrorWord.CANCELLED);
        return;
      }
      try {
        V value = metrics.computing(computation);
        M message = metrics.output(() -> packing.apply(value));
        metrics.succeeded();
        result.complete(message);
      } catch (IllegalArgumentException e) {
        refuse(new NustreamException(ErrorWord.INVALID_FIELD, e.getMessage(), e));
      } catch (RuntimeException | Error e) {
        refuse(e);
      }
    }

    void refuse(Throwable reason) {
      Failure failure = Failure.of(reason);
      metrics.ended(failure.word());
      result.completeExceptionally(
          reason instanceof NustreamException
              ? reason
              : new NustreamException(failure.word(), failure.message(), reason));
    }
  }
}
