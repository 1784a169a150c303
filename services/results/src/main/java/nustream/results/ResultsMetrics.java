package nustream.results;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import nustream.messaging.errors.Failure;
import nustream.results.store.Arrivals;

/** What the service counts; every name starts with {@code nustream.results}. */
@ApplicationScoped
public class ResultsMetrics {
  private static final String PREFIX = "nustream.results.";

  private final MeterRegistry registry;
  private final Counter rows;
  private final Counter executions;
  private final Counter streamed;
  private final Timer insert;

  @Inject
  public ResultsMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.rows = registry.counter(PREFIX + "rows");
    this.executions = registry.counter(PREFIX + "executions");
    this.streamed = registry.counter(PREFIX + "streamed");
    this.insert = registry.timer(PREFIX + "insert.seconds");
  }

  /** Writes one transaction and counts it: executions, rows, insert.seconds. */
  public void timeInsert(Supplier<Arrivals.Written> write) {
    Arrivals.Written written = insert.record(write);
    rows.increment(written.solutions() + written.classifications());
    executions.increment();
  }

  /**
   * Counts a solution or classification that was read for a stream and handed to the transport:
   * streamed.
   */
  public void handedOut() {
    streamed.increment();
  }

  /** Counts a call that ended as it should: requests with outcome ok. */
  public void succeeded(String method) {
    count(method, "ok");
  }

  /** Counts a call that ended otherwise: requests with the error word as its outcome. */
  public void failed(String method, Failure failure) {
    count(method, failure.word().name());
  }

  /** A number that is asked for whenever metrics are read. */
  public void gauge(String name, Supplier<Number> value) {
    // By the builder: it keeps the supplier, of which registry.gauge would keep a weak reference.
    Gauge.builder(PREFIX + name, value).register(registry);
  }

  private void count(String method, String outcome) {
    registry.counter(PREFIX + "requests", "method", method, "outcome", outcome).increment();
  }
}
