package nustream.classifier.stream;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import nustream.classifier.serve.GatedClassifiers;
import nustream.learning.store.ModelStore;

/** Puts a gate before the networks of booted tests. */
@Dependent
public class GatedClassifierBeans {
  @Produces
  @Singleton
  GatedClassifiers classifiers(ModelStore store) {
    return new GatedClassifiers(store);
  }
}
