package nustream.sampler.serve;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.learning.store.ModelStore;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.testing.Patience;
import nustream.serving.pool.Measured;
import nustream.serving.pool.PoolMetrics;
import nustream.serving.pool.WorkerPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks as the work of a pool, with generators that answer at once. */
class BlockWorkTest {

  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private SeesawModel model;
  private WorkerPool<SeesawModel, BlockOrder, CandidateBlock> pool;

  @BeforeEach
  void startPool() {
    model = new SeesawModel(TestModels.release(ModelStore.open(folder), TestModels.NAME, "first"));
    pool =
        new WorkerPool<>(
            SamplerBeans.NAME,
            new WorkerPool.Size(2, 3, 1, 2),
            new BlockWork(new FakeGenerators(), "test/1", meters),
            new PoolMetrics(SamplerBeans.NAME, meters));
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void aBlockHoldsWhatWasAskedForAndWhatWasMade() throws Exception {
    CandidateBlock block = got(pool.submit(order(4, 0.5)));

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
  void theSameOrderGivesTheSameBytes() throws Exception {
    assertArrayEquals(
        got(pool.submit(order(7, 0.5))).toByteArray(),
        got(pool.submit(order(7, 0.5))).toByteArray());
  }

  @Test
  void whereTheTimeOfTheBlocksWentIsCounted() throws Exception {
    for (int block = 0; block < 3; block++) {
      got(pool.submit(order(block, 0.5)));
    }
    CompletableFuture<Measured<CandidateBlock>> failing =
        pool.submit(order(3, FakeGenerators.FAULT));
    ExecutionException failed =
        assertThrows(
            ExecutionException.class, () -> failing.get(Patience.LONG.toSeconds(), SECONDS));
    assertEquals(ErrorWord.INTERNAL, ((NustreamException) failed.getCause()).word());

    // Three blocks of 3 + 2 + 1 ms by the fake's account.
    assertEquals(9, milliseconds("network"), 1e-6);
    assertEquals(6, milliseconds("physics"), 1e-6);
    assertEquals(3, milliseconds("copying"), 1e-6);
    assertEquals(4, meters.get("nustream.sampler.compute.seconds").timer().count());
  }

  private double milliseconds(String part) {
    return meters.get("nustream.sampler." + part + ".seconds").timer().totalTime(MILLISECONDS);
  }

  private static CandidateBlock got(CompletableFuture<Measured<CandidateBlock>> block)
      throws Exception {
    return block.get(Patience.LONG.toSeconds(), SECONDS).answer();
  }

  private BlockOrder order(long block, double guidance) {
    Sampling sampling =
        Sampling.newBuilder()
            .setRelease("NuFIT-6.0-SK")
            .setOrdering(Ordering.ORDERING_NORMAL)
            .setModel(TestModels.NAME)
            .setGuidance(guidance)
            .setSeed(11)
            .build();
    return new BlockOrder("c", block, 10, new ResolvedSampling(sampling, model));
  }
}
