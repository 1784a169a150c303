package nustream.classifier.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import nustream.classifier.ClassifierConfig;
import nustream.classifier.model.Verdict;
import nustream.learning.store.ModelStore;
import nustream.serving.Capacity;
import nustream.serving.Serving;
import nustream.serving.pool.PoolName;

/** Puts the classifier's part of serving together from configuration. */
@Dependent
public class ClassifierBeans {
  private static final PoolName NAME = new PoolName("classifier", "maps");

  @Produces
  @Singleton
  @DefaultBean
  MapClassifier.Opener opener(ModelStore store) {
    return NetworkClassifier.in(store);
  }

  @Produces
  @Singleton
  Capacity capacity(ClassifierConfig config) {
    return new Capacity(
        NAME.service(),
        Capacity.workers(config),
        config.batch(),
        config.queueLimit(),
        config.maxStreams(),
        config.streamWindow());
  }

  @Produces
  @Singleton
  Serving<ClassifierModel, MapOrder, Verdict> serving(
      ClassifierConfig config,
      Capacity capacity,
      ModelStore store,
      MapClassifier.Opener opener,
      MeterRegistry registry) {
    return new Serving<>(
        NAME, config, capacity, store, new MapWork(opener, capacity.batch(), registry), registry);
  }

  @Produces
  @Singleton
  MapRules rules(ClassifierConfig config, Serving<ClassifierModel, MapOrder, Verdict> serving) {
    return new MapRules(
        config.defaultModel(), config.maxPixels(), serving.catalog(), serving.finder());
  }

  @Produces
  @Singleton
  ExplanationWorker explainer(ClassifierConfig config, ModelStore store) {
    return new ExplanationWorker(store, config.explainQueueLimit());
  }

  void stop(@Disposes Serving<ClassifierModel, MapOrder, Verdict> serving) {
    serving.close();
  }

  void stop(@Disposes ExplanationWorker explainer) {
    explainer.close();
  }
}
