package nustream.sampler.serve;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.messaging.errors.ErrorWord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReloadTest {
  private static final String NAME = TestModels.NAME;

  @TempDir private Path folder;
  private final FakeGenerators generators = new FakeGenerators();
  private final ModelCatalog catalog = new ModelCatalog();
  private ModelStore store;
  private WorkerPool pool;

  @BeforeEach
  void startPool() {
    store = ModelStore.open(folder);
    pool =
        new WorkerPool(
            new WorkerPool.Size(2, 4, 4),
            generators,
            new PoolMetrics(new SimpleMeterRegistry()),
            "test/1");
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void theDefaultModelIsKnownAtOnceAndReadyWhenEveryWorkerHasIt() {
    ModelRelease first = TestModels.release(store, NAME, "first");
    try (ModelReload reload = new ModelReload(store, catalog, pool)) {
      assertEquals(first, catalog.find(NAME).orElseThrow());
      assertFalse(reload.ready(NAME));

      reload.start(NAME, Duration.ofHours(1));
      await().until(() -> reload.ready(NAME));
      assertEquals(List.of(first.digest(), first.digest()), generators.opened());
    }
  }

  @Test
  void aNewReleaseReplacesTheOldOneWhenWarmAndTheOldOneStaysToBeAskedFor() {
    ModelRelease first = TestModels.release(store, NAME, "first");
    try (ModelReload reload = new ModelReload(store, catalog, pool)) {
      ModelRelease second = TestModels.release(store, NAME, "second");
      reload.refresh().toCompletableFuture().join();

      assertEquals(second, catalog.find(NAME).orElseThrow());
      assertTrue(reload.ready(NAME));
      assertEquals(List.of(second.digest(), second.digest()), generators.opened());
      assertEquals(first, catalog.find(first.digest()).orElseThrow());
      assertEquals(List.of(second), catalog.served());
    }
  }

  @Test
  void theStoreIsFollowedWithoutBeingTold() {
    TestModels.release(store, NAME, "first");
    try (ModelReload reload = new ModelReload(store, catalog, pool)) {
      reload.start(NAME, Duration.ofMillis(20));
      ModelRelease second = TestModels.release(store, NAME, "second");
      await().until(() -> catalog.find(NAME).orElseThrow().equals(second));
    }
  }

  @Test
  void aCorruptReleaseIsRefusedAndTheOldOneKept() throws IOException {
    ModelRelease first = TestModels.release(store, NAME, "first");
    try (ModelReload reload = new ModelReload(store, catalog, pool)) {
      ModelRelease second = TestModels.release(store, NAME, "second");
      Files.writeString(second.modelFile(), "broken");
      reload.refresh().toCompletableFuture().join();

      assertEquals(first, catalog.find(NAME).orElseThrow());
      assertEquals(ErrorWord.CORRUPT_MODEL, reload.refusal(NAME).orElseThrow().word());

      ModelRelease third = TestModels.release(store, NAME, "third");
      reload.refresh().toCompletableFuture().join();
      assertEquals(third, catalog.find(NAME).orElseThrow());
      assertTrue(reload.refusal(NAME).isEmpty());
    }
  }

  @Test
  void aReleaseThatDoesNotOpenIsRefusedAndTriedOnce() {
    ModelRelease first = TestModels.release(store, NAME, "first");
    try (ModelReload reload = new ModelReload(store, catalog, pool)) {
      ModelRelease second = TestModels.release(store, NAME, "second");
      generators.refuse(second.digest());
      reload.refresh().toCompletableFuture().join();

      assertEquals(first, catalog.find(NAME).orElseThrow());
      String reason = reload.refusal(NAME).orElseThrow().getMessage();
      assertTrue(reason.contains("refused by the test"), reason);
    }
  }

  @Test
  void anEmptyStoreServesNothingUntilItHasSomething() {
    try (ModelReload reload = new ModelReload(store, catalog, pool)) {
      assertTrue(catalog.find(NAME).isEmpty());
      assertFalse(reload.ready(NAME));

      ModelRelease first = TestModels.release(store, NAME, "first");
      reload.refresh().toCompletableFuture().join();
      assertEquals(first, catalog.find(NAME).orElseThrow());
      assertTrue(reload.ready(NAME));
    }
  }
}
