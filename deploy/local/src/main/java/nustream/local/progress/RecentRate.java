package nustream.local.progress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * How fast a count has grown lately. What came before the first result is no part of it: services
 * that start, models that load, a count that had grown before anybody looked. Thread-safe.
 */
public final class RecentRate {
  /** Long against a block of a slow machine, short against a change of the number of workers. */
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Less says nothing: results come in blocks and batches. */
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  /** Samples closer than this are one: 60 in the window. */
  private static final Duration APART = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;

  /** Of growing counts. */
  private final Deque<Sample> samples = new ArrayDeque<>();

  private long newest;

  private record Sample(long nanos, long count) {}

  /**
   * @param nanoTime the clock, nanoseconds
   */
  public RecentRate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The count is this now; 0 is no result yet. */
  public synchronized void reach(long count) {
    if (count == newest) {
      return;
    }
    long now = nanoTime.getAsLong();
    newest = count;
    if (samples.isEmpty() || now - samples.peekLast().nanos() >= APART.toNanos()) {
      samples.addLast(new Sample(now, count));
    }
    forget(now);
  }

  /** Per second; empty until there are two results some seconds apart. */
  public synchronized OptionalDouble perSecond() {
    long now = nanoTime.getAsLong();
    forget(now);
    if (samples.isEmpty()) {
      return OptionalDouble.empty();
    }
    Sample first = samples.peekFirst();
    long nanos = now - first.nanos();
    return nanos < SHORTEST.toNanos() || newest == first.count()
        ? OptionalDouble.empty()
        : OptionalDouble.of((newest - first.count()) / (nanos / 1e9));
  }

  /** Seconds until so many more are there; empty where the rate is. */
  public OptionalDouble secondsFor(long more) {
    OptionalDouble rate = perSecond();
    return rate.isEmpty() ? rate : OptionalDouble.of(Math.max(0, more) / rate.getAsDouble());
  }

  /** What left the window, but for the last of it, and for two: a slow count has a rate as well. */
  private void forget(long now) {
    while (samples.size() > 2 && now - second().nanos() > WINDOW.toNanos()) {
      samples.removeFirst();
    }
  }

  private Sample second() {
    return samples.stream().skip(1).findFirst().orElseThrow();
  }
}
