package nustream.sampler.serve;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPoolTest {
  private static final int WORKERS = 2;
  private static final int QUEUE = 3;
  private static final int OPEN_MODELS = 2;

  @TempDir private Path folder;
  private final FakeGenerators generators = new FakeGenerators();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private ModelStore store;
  private ModelRelease model;
  private WorkerPool pool;

  @BeforeEach
  void startPool() {
    store = ModelStore.open(folder);
    model = TestModels.release(store, TestModels.NAME, "first");
    pool =
        new WorkerPool(
            new WorkerPool.Size(WORKERS, QUEUE, OPEN_MODELS),
            generators,
            new PoolMetrics(meters),
            "test/1");
  }

  @AfterEach
  void stopPool() {
    generators.permitAll();
    pool.close();
  }

  @Test
  void aBlockHoldsWhatWasAskedForAndWhatWasMade() throws Exception {
    CandidateBlock block = pool.submit(order("c", 4, 0.5)).get(5, SECONDS);

    assertEquals("c", block.getCampaignId());
    assertEquals(4, block.getBlock());
    assertEquals(10, block.getCount());
    assertEquals(model.digest(), block.getModelDigest());
    assertEquals("anarchy/log1", block.getPrior());
    assertEquals("test/1", block.getGenerator());
    double[] parameters = new double[210];
    ByteBuffer.wrap(block.getParameters().toByteArray())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(parameters);
    assertArrayEquals(
        FakeGenerators.parameters(model.digest(), block.getSampling(), 4, 10), parameters);
  }

  @Test
  void anyWorkerGivesTheSameBytes() throws Exception {
    CandidateBlock first = pool.submit(order("held", 0, 0.5)).thenApply(b -> b).getNow(null);
    assertEquals(null, first);
    await().until(() -> generators.begun("held") == 1);
    CompletableFuture<CandidateBlock> other = pool.submit(order("same", 7, 0.5));
    byte[] byOneWorker = other.get(5, SECONDS).toByteArray();
    CompletableFuture<CandidateBlock> alsoHeld = pool.submit(order("held", 1, 0.5));
    await().until(() -> generators.begun("held") == 2);
    generators.permit("held", 1);
    byte[] again = pool.submit(order("same", 7, 0.5)).get(5, SECONDS).toByteArray();
    generators.permit("held", 1);
    alsoHeld.get(5, SECONDS);

    assertArrayEquals(byOneWorker, again);
  }

  @Test
  void theQueueIsBounded() throws Exception {
    List<CompletableFuture<CandidateBlock>> taken = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      taken.add(pool.submit(order("held", worker, 0.5)));
    }
    await().until(() -> generators.begun("held") == WORKERS);
    for (int place = 0; place < QUEUE; place++) {
      taken.add(pool.submit(order("held", WORKERS + place, 0.5)));
    }
    assertEquals(QUEUE, meters.get("nustream.sampler.pending").gauge().value());

    assertEquals(ErrorWord.OVERLOADED, word(pool.submit(order("held", 9, 0.5))));

    generators.permit("held", WORKERS + QUEUE);
    for (CompletableFuture<CandidateBlock> block : taken) {
      assertEquals("held", block.get(5, SECONDS).getCampaignId());
    }
    assertEquals(WORKERS + QUEUE, generators.begun("held"));
  }

  @Test
  void aCancelledBlockIsNeverBegun() throws Exception {
    CompletableFuture<CandidateBlock> one = pool.submit(order("held", 0, 0.5));
    CompletableFuture<CandidateBlock> two = pool.submit(order("held", 1, 0.5));
    await().until(() -> generators.begun("held") == WORKERS);
    CompletableFuture<CandidateBlock> waiting = pool.submit(order("cancelled", 0, 0.5));
    waiting.cancel(false);
    generators.permit("held", 2);
    one.get(5, SECONDS);
    two.get(5, SECONDS);
    pool.submit(order("after", 0, 0.5)).get(5, SECONDS);

    assertEquals(0, generators.begun("cancelled"));
    await().until(() -> requests("CANCELLED") == 1);
  }

  @Test
  void aFailedBlockIsInternalAndTheModelIsOpenedAnew() throws Exception {
    pool.warm(model).get(5, SECONDS);
    assertEquals(WORKERS, generators.opened().size());

    assertEquals(ErrorWord.INTERNAL, word(pool.submit(order("c", 0, FakeGenerators.FAULT))));
    assertEquals(List.of(model.digest()), generators.closed());
    // Both workers have it open again after this, whoever does the block.
    pool.warm(model).get(5, SECONDS);
    assertEquals(WORKERS + 1, generators.opened().size());
    assertEquals("c", pool.submit(order("c", 0, 0.5)).get(5, SECONDS).getCampaignId());
  }

  @Test
  void theLeastRecentlyUsedModelIsClosed() throws Exception {
    ModelRelease second = TestModels.release(store, TestModels.NAME, "second");
    ModelRelease third = TestModels.release(store, TestModels.NAME, "third");
    pool.warm(model).get(5, SECONDS);
    pool.warm(second).get(5, SECONDS);
    pool.warm(model).get(5, SECONDS);
    assertEquals(List.of(), generators.closed());

    pool.warm(third).get(5, SECONDS);

    assertEquals(List.of(second.digest(), second.digest()), generators.closed());
  }

  @Test
  void timesAndOutcomesAreCounted() throws Exception {
    for (int block = 0; block < 3; block++) {
      pool.submit(order("c", block, 0.5)).get(5, SECONDS);
    }
    assertEquals(ErrorWord.INTERNAL, word(pool.submit(order("c", 3, FakeGenerators.FAULT))));

    assertEquals(3, requests("ok"));
    assertEquals(1, requests("INTERNAL"));
    assertEquals(4, meters.get("nustream.sampler.executions").counter().count());
    assertEquals(4, meters.get("nustream.sampler.queue.seconds").timer().count());
    assertEquals(4, meters.get("nustream.sampler.compute.seconds").timer().count());
    assertEquals(3, meters.get("nustream.sampler.output.seconds").timer().count());
    // Three blocks of 3 + 2 + 1 ms by the fake's account.
    assertEquals(9, meters.get("nustream.sampler.network.seconds").timer().totalTime(MILLIS), 1e-6);
    assertEquals(6, meters.get("nustream.sampler.physics.seconds").timer().totalTime(MILLIS), 1e-6);
    assertEquals(3, meters.get("nustream.sampler.copying.seconds").timer().totalTime(MILLIS), 1e-6);
  }

  @Test
  void closingFinishesWhatIsInWorkAndRefusesTheRest() throws Exception {
    CompletableFuture<CandidateBlock> one = pool.submit(order("held", 0, 0.5));
    CompletableFuture<CandidateBlock> two = pool.submit(order("held", 1, 0.5));
    await().until(() -> generators.begun("held") == WORKERS);
    CompletableFuture<CandidateBlock> waiting = pool.submit(order("held", 2, 0.5));

    CompletableFuture<Void> closing = CompletableFuture.runAsync(pool::close);
    assertEquals(ErrorWord.DRAINING, word(waiting));
    assertFalse(closing.isDone());
    generators.permit("held", 2);

    assertEquals(0, one.get(5, SECONDS).getBlock());
    assertEquals(1, two.get(5, SECONDS).getBlock());
    closing.get(5, SECONDS);
    assertEquals(WORKERS, generators.closed().size());
    assertEquals(ErrorWord.DRAINING, word(pool.submit(order("late", 0, 0.5))));
  }

  @Test
  void aModelThatDoesNotOpenFailsTheBlockAndTheWarming() {
    generators.refuse(model.digest());

    assertThrows(ExecutionException.class, () -> pool.warm(model).get(5, SECONDS));
    assertEquals(ErrorWord.INTERNAL, word(pool.submit(order("c", 0, 0.5))));
  }

  private static final java.util.concurrent.TimeUnit MILLIS =
      java.util.concurrent.TimeUnit.MILLISECONDS;

  private double requests(String outcome) {
    var counter = meters.find("nustream.sampler.requests").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  private static ErrorWord word(CompletableFuture<CandidateBlock> failing) {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> failing.get(5, SECONDS));
    assertTrue(failed.getCause() instanceof NustreamException, String.valueOf(failed.getCause()));
    return ((NustreamException) failed.getCause()).word();
  }

  private BlockOrder order(String campaignId, long block, double guidance) {
    Sampling sampling =
        Sampling.newBuilder()
            .setRelease("NuFIT-6.0-SK")
            .setOrdering(Ordering.ORDERING_NORMAL)
            .setModel(TestModels.NAME)
            .setGuidance(guidance)
            .setSeed(11)
            .build();
    return new BlockOrder(campaignId, block, 10, new ResolvedSampling(sampling, model));
  }
}
