package nustream.sampler.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Collection;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.v1.Ordering;
import nustream.learning.store.ModelStore;
import nustream.messaging.drain.Drain;
import nustream.sampler.SamplerConfig;
import nustream.sampler.command.GeneratorVersion;

/** Puts the parts of serving together from configuration, and starts and stops them. */
@Dependent
public class ServingBeans {
  /** Beyond two, workers on one machine share memory bandwidth and the broker's cores. */
  private static final int MOST_DEFAULT_WORKERS = 2;

  @Produces
  @Singleton
  ModelStore store(SamplerConfig config) {
    return ModelStore.open(config.models().orElseGet(ModelsFolder::byDefault));
  }

  @Produces
  @Singleton
  @DefaultBean
  BlockGenerator.Opener opener(ModelStore store) {
    return SeesawBlocks.in(store);
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
  Capacity capacity(SamplerConfig config) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Capacity(
        config.workers().orElse(Math.min(cores, MOST_DEFAULT_WORKERS)),
        config.queueLimit(),
        config.maxStreams());
  }

  @Produces
  @Singleton
  WorkerPool pool(
      SamplerConfig config, Capacity capacity, BlockGenerator.Opener opener, PoolMetrics metrics) {
    return new WorkerPool(
        new WorkerPool.Size(capacity.workers(), capacity.queued(), config.maxOpenModels()),
        opener,
        metrics,
        GeneratorVersion.TEXT);
  }

  @Produces
  @Singleton
  ModelReload reload(ModelStore store, ModelCatalog catalog, WorkerPool pool) {
    return new ModelReload(store, catalog, pool);
  }

  @Produces
  @Singleton
  SamplingRules rules(SamplerConfig config, ModelCatalog catalog, ModelReload reload) {
    return new SamplingRules(
        new SamplingRules.Defaults(
            config.defaultModel(), config.defaultRelease(), config.maxBlockCount()),
        catalog,
        reload,
        ServingBeans::releases);
  }

  void start(
      @Observes StartupEvent event,
      WorkerPool pool,
      ModelReload reload,
      SamplerConfig config,
      Drain drain) {
    // Only blocks in work are finished; those that wait are as well done by another replica.
    drain.onStop(pool::drain);
    reload.start(config.defaultModel(), config.reloadInterval());
  }

  void stop(@Disposes WorkerPool pool) {
    pool.close();
  }

  void stop(@Disposes ModelReload reload) {
    reload.close();
  }

  private static Collection<String> releases(Ordering ordering) {
    String word = SamplingRules.word(ordering);
    return NufitRelease.all().stream()
        .filter(release -> release.orderings().stream().anyMatch(o -> o.name().equals(word)))
        .map(NufitRelease::name)
        .toList();
  }
}
