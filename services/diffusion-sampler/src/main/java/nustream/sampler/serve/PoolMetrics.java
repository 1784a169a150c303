package nustream.sampler.serve;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.sampler.model.GenerationTiming;

/**
 * What the pool tells about itself, in Triton's split: queue, compute and output seconds, requests
 * (blocks asked for, by outcome) against executions (blocks that reached a generator), pending; and
 * the compute seconds once more by network, physics and copying.
 */
public final class PoolMetrics {
  private static final String PREFIX = "nustream.sampler.";
  private static final String SUCCESS = "ok";

  private final MeterRegistry registry;
  private final Counter executions;
  private final Timer queue;
  private final Timer compute;
  private final Timer output;
  private final Timer network;
  private final Timer physics;
  private final Timer copying;

  /** Registers the meters here. */
  public PoolMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.executions = registry.counter(PREFIX + "executions");
    this.queue = registry.timer(PREFIX + "queue.seconds");
    this.compute = registry.timer(PREFIX + "compute.seconds");
    this.output = registry.timer(PREFIX + "output.seconds");
    this.network = registry.timer(PREFIX + "network.seconds");
    this.physics = registry.timer(PREFIX + "physics.seconds");
    this.copying = registry.timer(PREFIX + "copying.seconds");
  }

  /** Counts a request that was refused before it reached the queue. */
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

  <T> T execution(Supplier<T> generation) {
    executions.increment();
    return compute.record(generation);
  }

  <T> T output(Supplier<T> packing) {
    return output.record(packing);
  }

  void succeeded(GenerationTiming timing) {
    network.record(timing.networkNanos(), TimeUnit.NANOSECONDS);
    physics.record(timing.physicsNanos(), TimeUnit.NANOSECONDS);
    copying.record(timing.copyingNanos(), TimeUnit.NANOSECONDS);
    count(SUCCESS);
  }

  private void count(String outcome) {
    registry.counter(PREFIX + "requests", "outcome", outcome).increment();
  }
}
