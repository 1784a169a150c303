package nustream.classifier.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import nustream.classifier.explanation.MapExplainer;
import nustream.learning.attribution.Attribution;
import nustream.learning.store.ModelStore;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import nustream.serving.models.Refusals;
import nustream.serving.pool.WorkerPool;

/**
 * Explains maps, one after the other, on a thread of its own, so that seconds of gradients never
 * wait in front of maps to classify. Keeps the network that was explained last. Thread-safe.
 */
public final class ExplanationWorker implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final ModelStore store;
  private final ThreadPoolExecutor thread;

  private final LongAdder abandoned = new LongAdder();

  /** Of the thread alone. */
  private String openDigest = "";

  /** Of the thread alone; null before the first map. */
  private MapExplainer open;

  /**
   * @param waiting maps that may wait for the one in work
   */
  public ExplanationWorker(ModelStore store, int waiting) {
    if (waiting < 1) {
      throw new IllegalArgumentException(
          "classifier.explain-queue-limit is " + waiting + ", want at least 1");
    }
    this.store = store;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> new Thread(task, "classifier-explainer"));
  }

  /**
   * Explains this map. Cancelling the answer takes the map out, or ends the work on it between two
   * native calls.
   *
   * @return fails with OVERLOADED when too many wait, and with DRAINING after {@link #close}
   */
  public CompletableFuture<Attribution> submit(ExplanationOrder order) {
    CompletableFuture<Attribution> answer = new CompletableFuture<>();
    try {
      thread.execute(() -> run(order, answer));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(
          thread.isShutdown()
              ? WorkerPool.draining()
              : new NustreamException(
                  ErrorWord.OVERLOADED, "the queue of explanations is full; try again later"));
    }
    return answer;
  }

  private void run(ExplanationOrder order, CompletableFuture<Attribution> answer) {
    if (answer.isDone()) {
      abandoned.increment();
      return;
    }
    try {
      MapExplainer explainer = opened(order.map().model());
      answer.complete(
          explainer.explain(order.map().pixels(), order.settings(), () -> !answer.isDone()));
    } catch (CancellationException e) {
      abandoned.increment();
    } catch (RuntimeException | Error e) {
      shut();
      Failure failure = Failure.of(Refusals.told(e));
      answer.completeExceptionally(new NustreamException(failure.word(), failure.message(), e));
    }
  }

  /** Maps whose answers were cancelled before they were there. */
  public long abandoned() {
    return abandoned.sum();
  }

  private MapExplainer opened(ClassifierModel model) {
    if (!openDigest.equals(model.digest())) {
      shut();
      try {
        open = MapExplainer.open(store.load(model.digest()));
        openDigest = model.digest();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return open;
  }

  private void shut() {
    if (open != null) {
      open.close();
      open = null;
      openDigest = "";
    }
  }

  /** Lets the map in work finish; those that wait are answered as well, if there is time. */
  @Override
  public void close() {
    try {
      if (!thread.isShutdown()) {
        thread.shutdown();
      }
      if (thread.awaitTermination(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        shut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
