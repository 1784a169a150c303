package nustream.classifier.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import nustream.classifier.ClassifierConfig;
import nustream.learning.store.ModelStore;
import nustream.messaging.drain.Drain;

/** Puts the parts of serving together from configuration, and starts and stops them. */
@Dependent
public class ServingBeans {
  /** Beyond two, workers on one machine share memory bandwidth and the broker's cores. */
  private static final int MOST_DEFAULT_WORKERS = 2;

  @Produces
  @Singleton
  ModelStore store(ClassifierConfig config) {
    return ModelStore.open(config.models().orElseGet(ModelsFolder::byDefault));
  }

  @Produces
  @Singleton
  @DefaultBean
  MapClassifier.Opener opener(ModelStore store) {
    return NetworkClassifier.in(store);
  }

  @Produces
  @Singleton
  ModelCatalog catalog() {
    return new ModelCatalog();
  }

  @Produces
  @Singleton
  PoolMetrics metrics(MeterRegistry registry) {
    return new PoolMetrics(registry);
  }

  @Produces
  @Singleton
  Capacity capacity(ClassifierConfig config) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Capacity(
        config.workers().orElse(Math.min(cores, MOST_DEFAULT_WORKERS)),
        config.batch(),
        config.queueLimit(),
        config.maxStreams(),
        config.streamWindow());
  }

  @Produces
  @Singleton
  WorkerPool pool(
      ClassifierConfig config,
      Capacity capacity,
      MapClassifier.Opener opener,
      PoolMetrics metrics) {
    return new WorkerPool(
        new WorkerPool.Size(
            capacity.workers(), capacity.queued(), capacity.batch(), config.maxOpenModels()),
        opener,
        metrics);
  }

  @Produces
  @Singleton
  ModelReload reload(ModelStore store, ModelCatalog catalog, WorkerPool pool) {
    return new ModelReload(store, catalog, pool);
  }

  @Produces
  @Singleton
  MapRules rules(ClassifierConfig config, ModelCatalog catalog, ModelReload reload) {
    return new MapRules(config.defaultModel(), config.maxPixels(), catalog, reload);
  }

  @Produces
  @Singleton
  ExplanationWorker explainer(ClassifierConfig config, ModelStore store) {
    return new ExplanationWorker(store, config.explainQueueLimit());
  }

  void start(
      @Observes StartupEvent event,
      WorkerPool pool,
      ModelReload reload,
      ClassifierConfig config,
      Drain drain) {
    // Only batches in work are finished; maps that wait are as well done by another replica.
    drain.onStop(pool::drain);
    reload.start(config.defaultModel(), config.reloadInterval());
  }

  void stop(@Disposes WorkerPool pool) {
    pool.close();
  }

  void stop(@Disposes ExplanationWorker explainer) {
    explainer.close();
  }

  void stop(@Disposes ModelReload reload) {
    reload.close();
  }
}
