package nustream.serving.models;

import static nustream.messaging.testing.Patience.await;
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
import nustream.serving.FakeModel;
import nustream.serving.FakeOrder;
import nustream.serving.FakeWork;
import nustream.serving.pool.PoolMetrics;
import nustream.serving.pool.PoolName;
import nustream.serving.pool.WorkerPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReloadTest {
  private static final String NAME = "text";

  @TempDir private Path folder;
  private final FakeWork work = new FakeWork();
  private final ModelCatalog<FakeModel> catalog = new ModelCatalog<>(FakeModel::of);
  private ModelStore store;
  private WorkerPool<FakeModel, FakeOrder, String> pool;

  @BeforeEach
  void startPool() {
    store = ModelStore.open(folder);
    PoolName name = new PoolName("tester", "lines");
    pool =
        new WorkerPool<>(
            name,
            new WorkerPool.Size(2, 4, 1, 4),
            work,
            new PoolMetrics(name, new SimpleMeterRegistry()));
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void theDefaultModelIsKnownAtOnceAndReadyWhenEveryWorkerHasIt() {
    FakeModel first = FakeModel.released(store, NAME, "first");
    try (ModelReload<FakeModel> reload = reload()) {
      assertEquals(first, catalog.find(NAME).orElseThrow());
      assertFalse(reload.ready(NAME));

      reload.start(NAME, Duration.ofHours(1));
      await().until(() -> reload.ready(NAME));
      assertEquals(List.of(first.digest(), first.digest()), work.opened());
    }
  }

  @Test
  void aNewReleaseReplacesTheOldOneWhenWarmAndTheOldOneStaysToBeAskedFor() {
    FakeModel first = FakeModel.released(store, NAME, "first");
    try (ModelReload<FakeModel> reload = reload()) {
      FakeModel second = FakeModel.released(store, NAME, "second");
      reload.refresh().toCompletableFuture().join();

      assertEquals(second, catalog.find(NAME).orElseThrow());
      assertTrue(reload.ready(NAME));
      assertEquals(List.of(second.digest(), second.digest()), work.opened());
      assertEquals(first, catalog.find(first.digest()).orElseThrow());
      assertEquals(List.of(second), catalog.served());
    }
  }

  @Test
  void theStoreIsFollowedWithoutBeingTold() {
    FakeModel.released(store, NAME, "first");
    try (ModelReload<FakeModel> reload = reload()) {
      reload.start(NAME, Duration.ofMillis(20));
      FakeModel second = FakeModel.released(store, NAME, "second");
      await().until(() -> catalog.find(NAME).orElseThrow().equals(second));
    }
  }

  @Test
  void aCorruptReleaseIsRefusedAndTheOldOneKept() throws IOException {
    FakeModel first = FakeModel.released(store, NAME, "first");
    try (ModelReload<FakeModel> reload = reload()) {
      FakeModel second = FakeModel.released(store, NAME, "second");
      Files.writeString(second.release().modelFile(), "broken");
      reload.refresh().toCompletableFuture().join();

      assertEquals(first, catalog.find(NAME).orElseThrow());
      assertEquals(ErrorWord.CORRUPT_MODEL, reload.refusal(NAME).orElseThrow().word());

      FakeModel third = FakeModel.released(store, NAME, "third");
      reload.refresh().toCompletableFuture().join();
      assertEquals(third, catalog.find(NAME).orElseThrow());
      assertTrue(reload.refusal(NAME).isEmpty());
    }
  }

  @Test
  void aReleaseThatDoesNotOpenIsRefusedAndTriedOnce() {
    FakeModel first = FakeModel.released(store, NAME, "first");
    try (ModelReload<FakeModel> reload = reload()) {
      FakeModel second = FakeModel.released(store, NAME, "second");
      work.refuse(second.digest());
      reload.refresh().toCompletableFuture().join();

      assertEquals(first, catalog.find(NAME).orElseThrow());
      String reason = reload.refusal(NAME).orElseThrow().getMessage();
      assertTrue(reason.contains("refused by the test"), reason);
    }
  }

  @Test
  void aReleaseOfAnotherKindIsRefusedAndCannotBeAskedFor() {
    FakeModel first = FakeModel.released(store, NAME, "first");
    ModelRelease other = FakeModel.releasedOfOtherKind(store, "other");
    try (ModelReload<FakeModel> reload = reload()) {
      assertEquals(List.of(first), catalog.served());
      assertTrue(catalog.find(other.digest()).isEmpty());
      assertEquals(ErrorWord.INTERNAL, reload.refusal("other").orElseThrow().word());
      assertTrue(reload.refusal(NAME).isEmpty());
    }
  }

  @Test
  void anEmptyStoreServesNothingUntilItHasSomething() {
    try (ModelReload<FakeModel> reload = reload()) {
      assertTrue(catalog.find(NAME).isEmpty());
      assertFalse(reload.ready(NAME));

      FakeModel first = FakeModel.released(store, NAME, "first");
      reload.refresh().toCompletableFuture().join();
      assertEquals(first, catalog.find(NAME).orElseThrow());
      assertTrue(reload.ready(NAME));
    }
  }

  private ModelReload<FakeModel> reload() {
    return new ModelReload<>("tester", store, catalog, pool::warm);
  }
}
