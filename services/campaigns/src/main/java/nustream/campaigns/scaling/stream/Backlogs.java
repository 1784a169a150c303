package nustream.campaigns.scaling.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
 * for it and not before, so nothing is read where nobody scales. Every replica can answer, also one
 * that stands by. Thread-safe.
 */
@ApplicationScoped
public class Backlogs {
  private static final String PREFIX = "nustream.campaigns.scaling.";

  private final String bootstrapServers;
  private final ScalingConfig config;
  private final MeterRegistry metrics;
  private final Map<Worker, WorkerObserver> observers = new EnumMap<>(Worker.class);
  private boolean closed;

  @Inject
  public Backlogs(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      ScalingConfig config,
      MeterRegistry metrics) {
    this.bootstrapServers = bootstrapServers;
    this.config = config;
    this.metrics = metrics;
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
    var observer =
        new WorkerObserver(
            worker,
            () -> WorkerTopics.watch(worker, bootstrapServers, config),
            config.freshFor(),
            metrics.timer(PREFIX + "look.seconds", "worker", worker.word()));
    gauge("backlog.seconds", worker, observer, look -> look.backlog().seconds());
    gauge("item.seconds", worker, observer, Look::secondsPerItem);
    gauge("predicted.over.actual", worker, observer, Look::predictedOverActual);
    return observer;
  }

  /** NaN where nobody looked lately. */
  private void gauge(
      String name, Worker worker, WorkerObserver observer, ToDoubleFunction<Look> figure) {
    Gauge.builder(PREFIX + name, observer, seen -> figure(seen.lately(), figure))
        .tag("worker", worker.word())
        .register(metrics);
  }

  private static double figure(Look look, ToDoubleFunction<Look> figure) {
    return look == null ? Double.NaN : figure.applyAsDouble(look);
  }
}
