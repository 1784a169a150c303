package nustream.campaigns.scaling.stream;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nustream.campaigns.scaling.cost.Worker;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Answers questions about one worker from a thread of its own, which owns the {@link WorkerWatch}.
 * Thread-safe.
 */
final class WorkerObserver implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WorkerObserver.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Worker worker;
  private final Supplier<WorkerWatch> opener;
  private final Timer looking;
  private final ExecutorService thread;
  private final Shared<Look> looks;
  private final Shared<Boolean> activity;

  /** Owned by the thread; null before the first question and after a failure that may stay. */
  private WorkerWatch watch;

  /**
   * @param opener opens the clients, on this observer's thread
   * @param looking takes the time of every question to Kafka
   */
  WorkerObserver(Worker worker, Supplier<WorkerWatch> opener, Duration freshFor, Timer looking) {
    this.worker = worker;
    this.opener = opener;
    this.looking = looking;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "scaling-" + worker.word());
              made.setDaemon(true);
              return made;
            });
    this.looks = new Shared<>(() -> ask(WorkerWatch::look), thread, freshFor, System::nanoTime);
    this.activity =
        new Shared<>(() -> ask(WorkerWatch::active), thread, freshFor, System::nanoTime);
  }

  /** What there is to do, as of at most a moment ago; fails when Kafka does not say. */
  CompletionStage<Look> look() {
    return looks.get();
  }

  /** Whether there is anything to do; as {@link #look}, at a fraction of the cost. */
  CompletionStage<Boolean> active() {
    return activity.get();
  }

  private interface Question<A> {
    A ask(WorkerWatch watch);
  }

  private <A> A ask(Question<A> question) {
    if (watch == null) {
      watch = opener.get();
    }
    try {
      return looking.record(() -> question.ask(watch));
    } catch (RetriableException e) {
      LOG.warnf("worker=%s backlog=unknown reason=\"%s\"", worker.word(), e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      // Whatever state the clients are in: the next question opens them anew.
      shut();
      throw e;
    }
  }

  private void shut() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  @Override
  public void close() {
    thread.execute(this::shut);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        // Waits for Kafka at most for its timeout, on a daemon thread.
        LOG.warnf("worker=%s state=closing", worker.word());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
