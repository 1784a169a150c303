package nustream.filter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the filter counts, in the same split as every service: requests by outcome (a block, or a
 * gRPC request), executions (a transaction of blocks, or a gRPC request), and the seconds in queue,
 * in computation and in output.
 */
@ApplicationScoped
public class FilterMetrics {
  static final String REQUESTS = "nustream.filter.requests";
  private static final String OK = "ok";

  private final MeterRegistry registry;
  private final Timer queue;
  private final Timer compute;
  private final Timer output;
  private final AtomicInteger pending = new AtomicInteger();

  @Inject
  public FilterMetrics(MeterRegistry registry) {
    this.registry = registry;
    queue = registry.timer("nustream.filter.queue.seconds");
    compute = registry.timer("nustream.filter.compute.seconds");
    output = registry.timer("nustream.filter.output.seconds");
    registry.gauge("nustream.filter.pending", pending);
  }

  /** A block was taken in that waited so long in its topic. */
  public void taken(Duration waited) {
    pending.incrementAndGet();
    queue.record(waited.isNegative() ? Duration.ZERO : waited);
  }

  /** One block or gRPC request was computed in so many nanoseconds. */
  public void computed(long nanoseconds) {
    compute.record(Duration.ofNanos(nanoseconds));
  }

  /** A transaction with the outputs of so many blocks was committed. */
  public void committed(int blocks, Duration took) {
    output.record(took);
    pending.set(0);
    registry.counter("nustream.filter.executions").increment();
    registry.counter(REQUESTS, "outcome", OK).increment(blocks);
  }

  /** A gRPC request was answered. */
  public void answered() {
    registry.counter("nustream.filter.executions").increment();
    registry.counter(REQUESTS, "outcome", OK).increment();
  }

  /** A block or a gRPC request was refused with this word. */
  public void refused(String word) {
    registry.counter(REQUESTS, "outcome", word).increment();
  }
}
