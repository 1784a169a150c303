package nustream.classifier.stream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import nustream.broker.SharedBroker;
import nustream.classifier.serve.TestModels;
import nustream.learning.store.ModelStore;
import nustream.lensing.physics.recipe.MapKind;

/** The broker of this JVM and a model store with two tiny networks. */
public class ClassifierResource implements QuarkusTestResourceLifecycleManager {
  private Path models;

  @Override
  public Map<String, String> start() {
    try {
      models = Files.createTempDirectory("classifier-models");
      ModelStore store = ModelStore.open(models);
      TestModels.release(store, TestModels.GAUSSIAN, MapKind.GAUSSIAN, 1);
      TestModels.release(store, TestModels.LOGNORMAL, MapKind.LOGNORMAL, 2);
      return Map.of(
          "kafka.bootstrap.servers",
          SharedBroker.bootstrapServers(),
          "classifier.models",
          models.toString(),
          "classifier.workers",
          "2",
          // On a busy machine a service keeps its partitions, and does nothing twice.
          "mp.messaging.connector.smallrye-kafka.session.timeout.ms",
          "120000",
          "nustream.drain.grace",
          "2m",
          // Only the record on models.v1 makes the service look at its store.
          "classifier.reload-interval",
          "1h");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The broker stops with the JVM: other tests use it too.
    try (Stream<Path> paths = Files.walk(models)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + models, e);
    }
  }
}
