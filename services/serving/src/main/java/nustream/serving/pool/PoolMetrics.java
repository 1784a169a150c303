package nustream.serving.pool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;

/**
 * What a pool tells about itself, in Triton's split, each name preceded by "nustream." and its
 * service: queue, compute and output seconds; requests (orders, by outcome: "ok" or the word of the
 * failure) against executions (native calls); pending (orders that wait). Thread-safe.
 */
public final class PoolMetrics {
  private static final String SUCCESS = "ok";

  private final MeterRegistry registry;
  private final String prefix;
  private final Counter executions;
  private final Timer queue;
  private final Timer compute;
  private final Timer output;

  /** Registers the meters of this pool here. */
  public PoolMetrics(PoolName name, MeterRegistry registry) {
    this.registry = registry;
    this.prefix = "nustream." + name.service() + ".";
    this.executions = registry.counter(prefix + "executions");
    this.queue = registry.timer(prefix + "queue.seconds");
    this.compute = registry.timer(prefix + "compute.seconds");
    this.output = registry.timer(prefix + "output.seconds");
  }

  /** Counts a request that was refused before it reached the queue. */
  public void refused(Throwable reason) {
    request(Failure.of(reason).word());
  }

  void request(ErrorWord word) {
    count(word.name());
  }

  void watch(Supplier<Number> pending) {
    Gauge.builder(prefix + "pending", pending).register(registry);
  }

  void queued(long nanos) {
    queue.record(nanos, TimeUnit.NANOSECONDS);
  }

  <T> T execution(Supplier<T> call) {
    executions.increment();
    return compute.record(call);
  }

  /** Making the answers, and what follows on the worker's thread when they are given. */
  void output(Runnable handingOut) {
    output.record(handingOut);
  }

  void succeeded() {
    count(SUCCESS);
  }

  private void count(String outcome) {
    registry.counter(prefix + "requests", "outcome", outcome).increment();
  }
}
