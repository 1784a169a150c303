package nustream.sampler.serve;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.testing.Patience;
import nustream.sampler.model.DenoiserNetwork;
import nustream.sampler.model.GenerationRequest;
import nustream.sampler.model.ModelFile;
import nustream.sampler.model.Variant;
import nustream.serving.pool.Measured;
import nustream.serving.pool.PoolMetrics;
import nustream.serving.pool.WorkerPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workers with real, small, untrained networks. */
class SeesawBlocksTest {
  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private ModelStore store;
  private WorkerPool<SeesawModel, BlockOrder, CandidateBlock> pool;

  @BeforeEach
  void startPool() {
    store = ModelStore.open(folder.resolve("models"));
    pool =
        new WorkerPool<>(
            SamplerBeans.NAME,
            new WorkerPool.Size(2, 20, 1, 2),
            new BlockWork(SeesawBlocks.in(store), "test/1", meters),
            new PoolMetrics(SamplerBeans.NAME, meters));
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void everyWorkerGivesTheSameBytesForTheSameOrder() throws Exception {
    SeesawModel model = new SeesawModel(release(Variant.INFORMED));
    pool.warm(model).get(Patience.LONG.toSeconds(), SECONDS);
    List<CompletableFuture<Measured<CandidateBlock>>> blocks = new ArrayList<>();
    for (int repeat = 0; repeat < 5; repeat++) {
      blocks.add(pool.submit(order(model, 3)));
      blocks.add(pool.submit(order(model, 4)));
    }
    Set<ByteString> third = new HashSet<>();
    Set<ByteString> fourth = new HashSet<>();
    for (int i = 0; i < blocks.size(); i += 2) {
      third.add(blocks.get(i).get(Patience.LONG.toSeconds(), SECONDS).answer().getParameters());
      fourth.add(
          blocks.get(i + 1).get(Patience.LONG.toSeconds(), SECONDS).answer().getParameters());
    }

    assertEquals(1, third.size());
    assertEquals(1, fourth.size());
    assertNotEquals(third, fourth);
    assertEquals(40 * 21 * 8, third.iterator().next().size());
    double split = 0;
    for (String part : List.of("network", "physics", "copying")) {
      split += meters.get("nustream.sampler." + part + ".seconds").timer().totalTime(SECONDS);
    }
    double compute = meters.get("nustream.sampler.compute.seconds").timer().totalTime(SECONDS);
    assertTrue(split > 0 && split <= compute, "split " + split + " s of " + compute + " s");
    double told = blocks.stream().mapToDouble(block -> block.join().computeSeconds()).sum();
    // By two clocks, one within the other, both in nanoseconds.
    assertTrue(told >= compute - 1e-6, "told " + told + " s of " + compute + " s");
  }

  @Test
  void aFileThatWasDamagedAfterItsReleaseIsNotOpened() throws Exception {
    SeesawModel model = new SeesawModel(release(Variant.PLAIN));
    byte[] bytes = Files.readAllBytes(model.release().modelFile());
    bytes[bytes.length / 2] ^= 1;
    Files.write(model.release().modelFile(), bytes);

    CompletableFuture<Measured<CandidateBlock>> block = pool.submit(order(model, 0));
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> block.get(Patience.LONG.toSeconds(), SECONDS));
    assertEquals(ErrorWord.CORRUPT_MODEL, ((NustreamException) refused.getCause()).word());
  }

  @Test
  void everyFieldReachesTheNetwork() throws IOException {
    GenerationRequest request =
        SeesawBlocks.request(order(new SeesawModel(release(Variant.PLAIN)), 9));

    assertEquals(
        new GenerationRequest(
            -5,
            9,
            40,
            "NuFIT-5.2-SK",
            nustream.flavor.physics.Ordering.NO,
            nustream.sampler.model.Target.BEST_FIT,
            0.25,
            6,
            0.5),
        request);
  }

  private static BlockOrder order(SeesawModel model, long block) {
    Sampling sampling =
        Sampling.newBuilder()
            .setRelease("NuFIT-5.2-SK")
            .setOrdering(Ordering.ORDERING_NORMAL)
            .setModel(model.name())
            .setGuidance(0.25)
            .setSteps(6)
            .setEta(0.5)
            .setTarget(Target.TARGET_BEST_FIT)
            .setSeed(-5)
            .build();
    return new BlockOrder("c", block, 40, new ResolvedSampling(sampling, model));
  }

  private ModelRelease release(Variant variant) throws IOException {
    DenoiserNetwork network = new DenoiserNetwork(variant, 16, 2);
    Path file =
        Files.write(
            folder.resolve("trained"), ModelFile.pack(network, network.initialParameters(7)));
    ModelCard card =
        new ModelCard(
            "seesaw-" + variant.word(),
            variant.word(),
            "anarchy/log1",
            List.of("NO"),
            "test",
            List.of("none"),
            "none",
            Map.of("width", "16", "layers", "2"),
            Map.of(),
            Map.of(),
            0,
            10,
            0,
            1,
            0,
            "",
            "2026-01-31T12:00:00Z");
    return store.release(card.name(), file, card);
  }
}
