package nustream.simulator.making;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;

/**
 * What the simulator tells about itself, in the same split as every service: requests (maps and
 * calculations by outcome) against executions (those that reached a worker), the seconds in queue,
 * in computation and in output, and how many wait.
 */
public final class SimulatorMetrics {
  private static final String PREFIX = "nustream.simulator.";
  private static final String OK = "ok";

  private final MeterRegistry registry;
  private final Counter executions;
  private final Timer queue;
  private final Timer compute;
  private final Timer output;

  /** Registers the meters here. */
  public SimulatorMetrics(MeterRegistry registry) {
    this.registry = registry;
    executions = registry.counter(PREFIX + "executions");
    queue = registry.timer(PREFIX + "queue.seconds");
    compute = registry.timer(PREFIX + "compute.seconds");
    output = registry.timer(PREFIX + "output.seconds");
  }

  /** Counts a request that was refused before it reached the queue. */
  public void refused(Throwable reason) {
    ended(Failure.of(reason).word());
  }

  void watch(Supplier<Number> pending, Supplier<Number> spectra) {
    Gauge.builder(PREFIX + "pending", pending).register(registry);
    Gauge.builder(PREFIX + "spectra", spectra).register(registry);
  }

  void queued(long nanos) {
    queue.record(nanos, TimeUnit.NANOSECONDS);
  }

  <T> T computing(Supplier<T> computation) {
    executions.increment();
    return compute.record(computation);
  }

  <T> T output(Supplier<T> packing) {
    return output.record(packing);
  }

  void succeeded() {
    count(OK);
  }

  void ended(ErrorWord word) {
    count(word.name());
  }

  private void count(String outcome) {
    registry.counter(PREFIX + "requests", "outcome", outcome).increment();
  }
}
