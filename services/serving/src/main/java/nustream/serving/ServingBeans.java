package nustream.serving;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import nustream.learning.store.ModelStore;
import nustream.messaging.drain.Drain;
import nustream.serving.models.ModelsFolder;

/** Opens the model store, and starts what the service put together. */
@Dependent
public class ServingBeans {
  @Produces
  @Singleton
  ModelStore store(ServingConfig config) {
    return ModelStore.open(config.models().orElseGet(ModelsFolder::byDefault));
  }

  void start(@Observes StartupEvent event, Serving<?, ?, ?> serving, Drain drain) {
    serving.start(drain);
  }
}
