package nustream.campaigns.scaling.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An answer that takes long to get: all who ask meanwhile get the same, and it is good for a while.
 * A failure is told to those who wait for it, and not kept. Thread-safe.
 *
 * @param <T> the answer
 */
final class Shared<T> {
  private final Supplier<T> work;
  private final Executor executor;
  private final long freshForNanos;
  private final LongSupplier nanoTime;
  private CompletableFuture<T> last = CompletableFuture.failedFuture(new IllegalStateException());
  private long completedNanos;

  /**
   * @param work runs on the executor, never twice at once
   */
  Shared(Supplier<T> work, Executor executor, Duration freshFor, LongSupplier nanoTime) {
    this.work = work;
    this.executor = executor;
    this.freshForNanos = freshFor.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The answer that is fresh, or being made, or a new one. */
  synchronized CompletionStage<T> get() {
    boolean old = last.isDone() && nanoTime.getAsLong() - completedNanos >= freshForNanos;
    if (last.isCompletedExceptionally() || old) {
      last = CompletableFuture.supplyAsync(this::timed, executor);
    }
    return last;
  }

  private T timed() {
    T answer = work.get();
    synchronized (this) {
      completedNanos = nanoTime.getAsLong();
    }
    return answer;
  }
}
