package nustream.campaigns.scaling.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.ToDoubleFunction;
import nustream.campaigns.scaling.ScalingConfig;
import nustream.campaigns.scaling.cost.Worker;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The backlogs of all workers, as the topics tell them. A worker is looked at when somebody asks
 * for it, KEDA, the dashboard or a scrape of the metrics, and not before, so nothing is read where
 * nobody looks. Every replica can answer, also one that stands by. Thread-safe.
 */
@Startup
@ApplicationScoped
public class Backlogs {
  private static final String PREFIX = "nustream.campaigns.scaling.";

  private final String bootstrapServers;
  private final ScalingConfig config;
  private final MeterRegistry metrics;
  private final Map<Worker, WorkerObserver> observers = new EnumMap<>(Worker.class);
  private final ScrapedLooks scraped;
  private boolean closed;

  @Inject
  public Backlogs(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      ScalingConfig config,
      MeterRegistry metrics) {
    this.bootstrapServers = bootstrapServers;
    this.config = config;
    this.metrics = metrics;
    scraped = new ScrapedLooks(this::look, config.freshFor(), System::nanoTime);
    gauge("backlog.seconds", look -> look.backlog().seconds());
    gauge("item.seconds", Look::secondsPerItem);
    gauge("predicted.over.actual", Look::predictedOverActual);
  }

  /**
   * What there is to do. Fails with {@link org.apache.kafka.common.errors.RetriableException} when
   * Kafka does not say: never with an answer of nothing.
   */
  public CompletionStage<Look> look(Worker worker) {
    return observer(worker).look();
  }

  /** Whether there is anything to do; fails as {@link #look}. */
  public CompletionStage<Boolean> active(Worker worker) {
    return observer(worker).active();
  }

  @PreDestroy
  public void close() {
    synchronized (this) {
      closed = true;
    }
    // No other observer comes any more.
    observers.values().forEach(WorkerObserver::close);
  }

  private synchronized WorkerObserver observer(Worker worker) {
    if (closed) {
      throw new NustreamException(ErrorWord.DRAINING, "shutting down; ask another replica");
    }
    return observers.computeIfAbsent(worker, this::open);
  }

  private WorkerObserver open(Worker worker) {
    return new WorkerObserver(
        worker,
        () -> WorkerTopics.watch(worker, bootstrapServers, config),
        config.freshFor(),
        metrics.timer(PREFIX + "look.seconds", "worker", worker.word()));
  }

  /** Of each worker; NaN where Kafka does not tell. */
  private void gauge(String name, ToDoubleFunction<Look> figure) {
    for (Worker worker : Worker.values()) {
      Gauge.builder(PREFIX + name, scraped, looks -> figure(looks.of(worker), figure))
          .tag("worker", worker.word())
          .register(metrics);
    }
  }

  private static double figure(Look look, ToDoubleFunction<Look> figure) {
    return look == null ? Double.NaN : figure.applyAsDouble(look);
  }
}
