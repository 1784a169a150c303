package nustream.campaigns.scaling.stream;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import nustream.campaigns.scaling.cost.Worker;

/**
 * What the figures of a scrape are read from: all workers, looked at together when the first of
 * their gauges is read, and not again for a while. A scrape waits for Kafka a second at most in
 * all; what is not told by then is not known, which is never the same as nothing to do.
 * Thread-safe.
 */
final class ScrapedLooks {
  /** Far below the ten seconds after which Prometheus gives a scrape up. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Function<Worker, CompletionStage<Look>> looking;
  private final long goodForNanos;
  private final LongSupplier nanoTime;
  private Map<Worker, Look> last = Map.of();
  private boolean any;
  private long atNanos;

  /**
   * @param looking begins a look at a worker
   * @param goodFor how long the gauges are read from the same looks
   */
  ScrapedLooks(
      Function<Worker, CompletionStage<Look>> looking, Duration goodFor, LongSupplier nanoTime) {
    this.looking = looking;
    this.goodForNanos = goodFor.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Null when Kafka does not say. */
  synchronized Look of(Worker worker) {
    if (!any || nanoTime.getAsLong() - atNanos >= goodForNanos) {
      last = lookAtAll();
      any = true;
      atNanos = nanoTime.getAsLong();
    }
    return last.get(worker);
  }

  private Map<Worker, Look> lookAtAll() {
    Map<Worker, CompletableFuture<Look>> begun = new EnumMap<>(Worker.class);
    for (Worker worker : Worker.values()) {
      begun.put(worker, begin(worker));
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    Map<Worker, Look> told = new EnumMap<>(Worker.class);
    begun.forEach(
        (worker, look) -> {
          try {
            told.put(worker, look.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
          } catch (ExecutionException | TimeoutException e) {
            // Whoever looks says why it failed; a late answer serves the next scrape.
            return;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return told;
  }

  private CompletableFuture<Look> begin(Worker worker) {
    try {
      return looking.apply(worker).toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
