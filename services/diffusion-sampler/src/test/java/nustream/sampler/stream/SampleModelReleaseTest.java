package nustream.sampler.stream;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nustream.broker.SharedBroker;
import nustream.contracts.Topics;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.learning.store.ModelStore;
import nustream.messaging.Values;
import nustream.messaging.models.ModelAnnouncement;
import nustream.messaging.testing.TestTopics;
import nustream.models.v1.ModelRelease;
import nustream.sampler.command.SamplerCommand;
import nustream.sampler.serve.TestModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a training Job does, done by the real command: it releases into the store of a running
 * service and says so on models.v1. The service looks at its store for no other reason here. By its
 * name this class comes before the drain.
 */
@QuarkusTest
@WithTestResource(SamplerResource.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SampleModelReleaseTest extends SamplerFixture {
  private static final String NAME = TestModels.NAME;

  @Inject ModelStore store;
  private Path folder;

  /** Not by JUnit, which does not see the fields of an instance in Quarkus' class loader. */
  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("training");
  }

  @AfterEach
  void deleteFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aReleaseOfATrainingIsServedWithoutRestart() throws Exception {
    assertEquals(0, train(SharedBroker.bootstrapServers()));
    String digest = store.current(NAME).orElseThrow();

    ModelRelease told = await().until(() -> announced(digest), Optional::isPresent).orElseThrow();
    assertEquals(NAME, told.getName());
    assertTrue(Files.isRegularFile(store.root().resolve(told.getLocation()).resolve("model.bin")));
    await().until(() -> serves(digest));

    // A Job that is started again after its end finds the training done and releases the same.
    assertEquals(0, train(SharedBroker.bootstrapServers()));
    assertEquals(digest, store.current(NAME).orElseThrow());
    serveAsBefore();
  }

  private static Optional<ModelRelease> announced(String digest) {
    return TestTopics.await(Topics.MODELS, NAME, 1).stream()
        .map(record -> Values.decode(record, ModelRelease.class))
        .filter(release -> release.getDigest().equals(digest))
        .findFirst();
  }

  /** Other tests of the same service rely on the card of the model that it began with. */
  private void serveAsBefore() throws InterruptedException {
    String first = TestModels.release(store, NAME, "first").digest();
    ModelAnnouncement.send(
        SharedBroker.bootstrapServers(),
        ModelRelease.newBuilder().setName(NAME).setDigest(first).build());
    await().until(() -> serves(first));
  }

  private boolean serves(String digest) {
    return SamplerGrpc.newBlockingStub(grpc)
        .listModels(ListModelsRequest.getDefaultInstance())
        .getModelsList()
        .stream()
        .anyMatch(model -> model.getName().equals(NAME) && model.getDigest().equals(digest));
  }

  private int train(String broker) {
    return SamplerCommand.execute(
        "train",
        "--name=" + NAME,
        "--out=" + folder,
        "--store=" + store.root(),
        "--announce=" + broker,
        "--steps=5",
        "--width=16",
        "--layers=1",
        "--batch=64",
        "--threads=1",
        "--pool=256",
        "--inverted-pool=256");
  }
}
