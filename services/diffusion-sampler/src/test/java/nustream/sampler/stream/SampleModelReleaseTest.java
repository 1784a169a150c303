package nustream.sampler.stream;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import nustream.broker.SharedBroker;
import nustream.contracts.Topics;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.learning.store.ModelStore;
import nustream.messaging.Values;
import nustream.messaging.testing.TestTopics;
import nustream.models.v1.ModelRelease;
import nustream.sampler.command.SamplerCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a training Job does, done by the real command: it releases into the store of a running
 * service and says so on models.v1. The service looks at its store for no other reason here. By its
 * name this class comes after the one that lists the models, and before the drain.
 */
@QuarkusTest
@WithTestResource(SamplerResource.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SampleModelReleaseTest extends SamplerFixture {
  private static final String NAME = "seesaw-announced";
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  @Inject ModelStore store;
  @TempDir Path folder;

  @Test
  void aReleaseOfATrainingIsServedWithoutRestart() throws Exception {
    assertEquals(0, train(SharedBroker.bootstrapServers()));
    String digest = store.current(NAME).orElseThrow();

    ModelRelease told =
        Values.decode(TestTopics.await(Topics.MODELS, NAME, 1).get(0), ModelRelease.class);
    assertEquals(NAME, told.getName());
    assertEquals(digest, told.getDigest());
    assertTrue(Files.isRegularFile(store.root().resolve(told.getLocation()).resolve("model.bin")));
    await().atMost(PATIENCE).until(() -> serves(digest));

    // A Job that is started again after its end finds the training done and releases the same.
    assertEquals(0, train(SharedBroker.bootstrapServers()));
    assertEquals(digest, store.current(NAME).orElseThrow());
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
