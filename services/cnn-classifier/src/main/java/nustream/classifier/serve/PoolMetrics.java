package nustream.classifier.serve;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;

/**
 * What the pool tells about itself, in Triton's split: queue, compute and output seconds, requests
 * (maps, by outcome) against executions (native batches), maps per batch, pending.
 */
public final class PoolMetrics {
  private static final String PREFIX = "nustream.classifier.";
  private static final String SUCCESS = "ok";

  private final MeterRegistry registry;
  private final Counter executions;
  private final DistributionSummary batch;
  private final Timer queue;
  private final Timer compute;
  private final Timer output;

  /** Registers the meters here. */
  public PoolMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.executions = registry.counter(PREFIX + "executions");
    this.batch = registry.summary(PREFIX + "batch.maps");
    this.queue = registry.timer(PREFIX + "queue.seconds");
    this.compute = registry.timer(PREFIX + "compute.seconds");
    this.output = registry.timer(PREFIX + "output.seconds");
  }

  /** Counts a map that was refused before it reached the queue. */
  public void refused(Throwable reason) {
    request(Failure.of(reason).word());
  }

  void request(ErrorWord word) {
    count(word.name());
  }

  void watch(Supplier<Number> pending) {
    Gauge.builder(PREFIX + "pending", pending).register(registry);
  }

  void queued(long nanos) {
    queue.record(nanos, TimeUnit.NANOSECONDS);
  }

  <T> T execution(int maps, Supplier<T> classification) {
    executions.increment();
    batch.record(maps);
    return compute.record(classification);
  }

  void output(Runnable handingOut) {
    output.record(handingOut);
  }

  void succeeded() {
    count(SUCCESS);
  }

  private void count(String outcome) {
    registry.counter(PREFIX + "requests", "outcome", outcome).increment();
  }
}
