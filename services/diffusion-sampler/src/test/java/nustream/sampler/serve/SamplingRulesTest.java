package nustream.sampler.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.serving.models.ModelCatalog;
import nustream.serving.models.ModelFinder;
import nustream.serving.models.ModelReload;
import nustream.serving.pool.PoolMetrics;
import nustream.serving.pool.WorkerPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingRulesTest {
  @TempDir private Path folder;
  private ModelStore store;
  private ModelRelease model;
  private WorkerPool<SeesawModel, BlockOrder, CandidateBlock> pool;
  private ModelReload<SeesawModel> reload;
  private SamplingRules rules;

  @BeforeEach
  void makeRules() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    store = ModelStore.open(folder);
    model = TestModels.release(store, TestModels.NAME, "first");
    pool =
        new WorkerPool<>(
            SamplerBeans.NAME,
            new WorkerPool.Size(1, 1, 1, 2),
            new BlockWork(new FakeGenerators(), "test/1", meters),
            new PoolMetrics(SamplerBeans.NAME, meters));
    ModelCatalog<SeesawModel> catalog = new ModelCatalog<>(SeesawModel::new);
    reload = new ModelReload<>("sampler", store, catalog, pool::warm);
    rules =
        new SamplingRules(
            new SamplingRules.Defaults(TestModels.NAME, "NuFIT-6.0-SK", 1000),
            new ModelFinder<>(catalog, reload),
            ordering -> List.of("NuFIT-6.0-SK", "NuFIT-5.2-SK"));
  }

  @AfterEach
  void stop() {
    reload.close();
    pool.close();
  }

  @Test
  void whatIsUnsetIsFilledInFromTheModelCard() {
    BlockOrder order =
        rules.admit(request(sampling -> sampling).build()).toCompletableFuture().join();

    assertEquals("campaign-1", order.campaignId());
    assertEquals(3, order.block());
    assertEquals(500, order.count());
    assertEquals(new SeesawModel(model), order.resolved().model());
    assertEquals(
        Sampling.newBuilder()
            .setRelease("NuFIT-6.0-SK")
            .setOrdering(Ordering.ORDERING_NORMAL)
            .setModel(TestModels.NAME)
            .setGuidance(0.25)
            .setSteps(40)
            .setEta(0.5)
            .setTarget(Target.TARGET_BOX)
            .setSeed(-1)
            .build(),
        order.resolved().sampling());
  }

  @Test
  void whatIsSetStaysZeroIncluded() {
    Sampling asked =
        Sampling.newBuilder()
            .setRelease("NuFIT-5.2-SK")
            .setOrdering(Ordering.ORDERING_NORMAL)
            .setModel(model.digest())
            .setGuidance(0)
            .setSteps(2)
            .setEta(0)
            .setTarget(Target.TARGET_BEST_FIT)
            .build();

    assertEquals(asked, rules.resolve(asked).toCompletableFuture().join().sampling());
  }

  @Test
  void aReleaseThatTheCatalogueHasNotSeenYetIsFoundInTheStore() {
    ModelRelease other = TestModels.release(store, "seesaw-plain", "plain");

    Sampling byDigest = request(s -> s.setModel(other.digest())).getSampling();
    assertEquals(
        new SeesawModel(other), rules.resolve(byDigest).toCompletableFuture().join().model());
  }

  @Test
  void badFieldsAreNamedWithValueAndWhatIsAllowed() {
    refused(r -> r.setCampaignId("A b"), "campaign_id is 'A b'");
    refused(r -> r.setCount(0), "count is 0; allowed: 1 to 1000");
    refused(r -> r.setCount(1001), "count is 1001; allowed: 1 to 1000");
    refused(r -> r.setCount(-1), "count is 4294967295; allowed: 1 to 1000");
    refusedSampling(s -> s.setGuidance(-0.5), "sampling.guidance is -0.5");
    refusedSampling(s -> s.setGuidance(Double.NaN), "sampling.guidance is NaN");
    refusedSampling(s -> s.setSteps(0), "sampling.steps is 0");
    refusedSampling(s -> s.setSteps(-1), "sampling.steps is 4294967295");
    refusedSampling(s -> s.setEta(1.5), "sampling.eta is 1.5; allowed: 0.0 to 1.0");
    refusedSampling(
        s -> s.setOrdering(Ordering.ORDERING_UNSPECIFIED),
        "sampling.ordering is ORDERING_UNSPECIFIED; allowed: one of [ORDERING_NORMAL");
    refusedSampling(
        s -> s.setOrdering(Ordering.ORDERING_INVERTED),
        "sampling.ordering is ORDERING_INVERTED; allowed: one of [NO] with model seesaw-informed");
    refusedSampling(s -> s.setOrderingValue(7), "sampling.ordering is UNRECOGNIZED");
    refusedSampling(s -> s.setTargetValue(7), "sampling.target is UNRECOGNIZED");
  }

  @Test
  void unknownModelsAndReleasesHaveWordsOfTheirOwn() {
    NustreamException unknownModel = refusal(request(s -> s.setModel("other")));
    assertEquals(ErrorWord.UNKNOWN_MODEL, unknownModel.word());
    assertEquals(
        "sampling.model is 'other'; allowed: one of [seesaw-informed] or a digest",
        unknownModel.getMessage());

    NustreamException unknownRelease = refusal(request(s -> s.setRelease("NuFIT-1.0")));
    assertEquals(ErrorWord.UNKNOWN_RELEASE, unknownRelease.word());
    assertEquals(
        "sampling.release is 'NuFIT-1.0'; allowed: one of [NuFIT-6.0-SK, NuFIT-5.2-SK]",
        unknownRelease.getMessage());
  }

  @Test
  void aNameWhoseOnlyReleaseIsCorruptIsRefusedAsCorrupt() throws Exception {
    ModelRelease plain = TestModels.release(store, "seesaw-plain", "plain");
    Files.writeString(plain.modelFile(), "broken");

    assertEquals(ErrorWord.CORRUPT_MODEL, refusal(request(s -> s.setModel("seesaw-plain"))).word());
  }

  private void refused(UnaryOperator<SampleRequest.Builder> change, String inMessage) {
    NustreamException refusal = refusal(change.apply(request(s -> s)));
    assertEquals(ErrorWord.INVALID_FIELD, refusal.word(), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(inMessage), refusal.getMessage());
  }

  private void refusedSampling(UnaryOperator<Sampling.Builder> change, String inMessage) {
    refused(r -> request(change), inMessage);
  }

  private NustreamException refusal(SampleRequest.Builder request) {
    CompletionException failed =
        assertThrows(
            CompletionException.class,
            () -> rules.admit(request.build()).toCompletableFuture().join());
    assertTrue(failed.getCause() instanceof NustreamException, String.valueOf(failed.getCause()));
    return (NustreamException) failed.getCause();
  }

  private static SampleRequest.Builder request(UnaryOperator<Sampling.Builder> change) {
    Sampling.Builder sampling =
        Sampling.newBuilder().setOrdering(Ordering.ORDERING_NORMAL).setSeed(-1);
    return SampleRequest.newBuilder()
        .setCampaignId("campaign-1")
        .setBlock(3)
        .setCount(500)
        .setSampling(change.apply(sampling));
  }
}
