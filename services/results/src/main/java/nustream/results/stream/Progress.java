package nustream.results.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the topics have been taken in, and who waits for a place in them. Offsets of aborted
 * transactions and of markers count as taken in once they lie behind. Thread-safe.
 */
final class Progress {
  private record Waiter(Map<TopicPartition, Long> ends, CompletableFuture<Void> reached) {}

  private final List<Waiter> waiters = new CopyOnWriteArrayList<>();
  private volatile Map<TopicPartition, Long> positions = Map.of();

  /** Everything before these offsets has been taken in. */
  void advance(Map<TopicPartition, Long> reached) {
    Map<TopicPartition, Long> moved = new HashMap<>(positions);
    moved.putAll(reached);
    positions = Map.copyOf(moved);
    for (Waiter waiter : waiters) {
      complete(waiter);
    }
  }

  /** The topics are other ones: nothing has been taken in. */
  void reset() {
    positions = Map.of();
  }

  /**
   * Completes when everything before these offsets has been taken in, or with a TimeoutException.
   */
  CompletionStage<Void> reached(Map<TopicPartition, Long> ends, Duration atMost) {
    Waiter waiter = new Waiter(ends, new CompletableFuture<>());
    waiters.add(waiter);
    complete(waiter);
    return waiter
        .reached()
        .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, late) -> waiters.remove(waiter));
  }

  /** Offsets before these that have not been taken in. */
  long lag(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> now = positions;
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - now.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  private void complete(Waiter waiter) {
    if (lag(waiter.ends()) == 0) {
      waiter.reached().complete(null);
    }
  }
}
