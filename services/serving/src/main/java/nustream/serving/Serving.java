package nustream.serving;

import io.micrometer.core.instrument.MeterRegistry;
import nustream.learning.store.ModelStore;
import nustream.messaging.drain.Drain;
import nustream.serving.models.ModelCatalog;
import nustream.serving.models.ModelFinder;
import nustream.serving.models.ModelReload;
import nustream.serving.models.ServedModel;
import nustream.serving.pool.Order;
import nustream.serving.pool.PoolMetrics;
import nustream.serving.pool.PoolName;
import nustream.serving.pool.WorkerPool;

/**
 * The parts of serving, put together: workers behind a queue, and the models that follow the store.
 * A service has one. Thread-safe.
 *
 * @param <M> the model
 * @param <O> the order
 * @param <R> the answer
 */
public final class Serving<M extends ServedModel, O extends Order<M>, R> implements AutoCloseable {
  private final ServingConfig config;
  private final Capacity capacity;
  private final PoolMetrics metrics;
  private final ModelCatalog<M> catalog;
  private final WorkerPool<M, O, R> pool;
  private final ModelReload<M> reload;
  private final ModelFinder<M> finder;
  private final StreamPlaces streams;

  /** Starts the workers and reads what the store has; opens no model yet. */
  public Serving(
      PoolName name,
      ServingConfig config,
      Capacity capacity,
      ModelStore store,
      ModelKind<M, O, R> kind,
      MeterRegistry registry) {
    if (config.retries() < 0) {
      throw new IllegalArgumentException(
          name.service() + ".retries is " + config.retries() + ", want at least 0");
    }
    this.config = config;
    this.capacity = capacity;
    this.metrics = new PoolMetrics(name, registry);
    this.catalog = new ModelCatalog<>(kind::model);
    this.pool =
        new WorkerPool<>(
            name,
            new WorkerPool.Size(
                capacity.workers(), capacity.queued(), capacity.batch(), config.maxOpenModels()),
            kind,
            metrics);
    this.reload = new ModelReload<>(name.service(), store, catalog, pool::warm);
    this.finder = new ModelFinder<>(catalog, reload);
    this.streams = new StreamPlaces(capacity.streams(), metrics);
  }

  /** Opens the default model on every worker and follows the store from now on. */
  void start(Drain drain) {
    // Only what is in work is finished; what waits is as well done by another replica.
    drain.onStop(pool::drain);
    reload.start(config.defaultModel(), config.reloadInterval());
  }

  public ServingConfig config() {
    return config;
  }

  public Capacity capacity() {
    return capacity;
  }

  public PoolMetrics metrics() {
    return metrics;
  }

  public ModelCatalog<M> catalog() {
    return catalog;
  }

  public ModelFinder<M> finder() {
    return finder;
  }

  public ModelReload<M> reload() {
    return reload;
  }

  public WorkerPool<M, O, R> pool() {
    return pool;
  }

  /** The places of the gRPC streams. */
  public StreamPlaces streams() {
    return streams;
  }

  /** Lets what is in work finish. */
  @Override
  public void close() {
    reload.close();
    pool.close();
  }
}
