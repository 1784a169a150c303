package nustream.campaigns.scaling.api;

import static nustream.campaigns.scaling.api.ScaledObjects.backlog;
import static nustream.campaigns.scaling.api.ScalingTopics.answer;
import static nustream.campaigns.scaling.api.ScalingTopics.record;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import externalscaler.ExternalScalerGrpc;
import externalscaler.IsActiveResponse;
import externalscaler.ScaledObjectRef;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import nustream.contracts.Topics;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Verdict;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.MapRequest;
import nustream.lensing.v1.Observation;
import nustream.lensing.v1.Recipe;
import nustream.messaging.testing.SlowReader;
import org.junit.jupiter.api.Test;

/** What the scaler answers while work comes, is done and costs more or less. */
class ExternalScalerTest extends ScalerFixture {
  private static final double EXACT = 1e-9;

  private static final String DIGEST = "sha256:" + "d".repeat(64);

  /** Spec, stream, then metric and activity at every poll, while work comes and is done. */
  @Test
  void answersInTheOrderInWhichKedaAsks() throws Exception {
    try (RunningScaler scaler = scaler("keda", "simulator.seconds-per-item", "0.5")) {
      ScaledObjectRef ref = ScaledObjects.of("map-simulator", "targetBacklogSeconds", "45");
      var spec = scaler.stub().getMetricSpec(ref).getMetricSpecs(0);
      assertEquals("gpu_backlog_seconds", spec.getMetricName());
      assertEquals(45, spec.getTargetSizeFloat(), EXACT);
      assertEquals(45, spec.getTargetSize());
      var pushed = new SlowReader<ScaledObjectRef, IsActiveResponse>(1000);
      scaler.streams().streamIsActive(ref, pushed);
      await().until(() -> !pushed.taken.isEmpty());
      assertFalse(pushed.taken.get(0).getResult());
      assertEquals(0, backlog(scaler.stub(), ref), EXACT);
      assertFalse(scaler.stub().isActive(ref).getResult());

      topics.transaction(
          List.of(
              record(Topics.MAP_REQUESTS, 0, maps("keda", 0, 32)),
              record(Topics.MAP_REQUESTS, 0, maps("keda", 32, 32)),
              record(Topics.MAP_REQUESTS, 3, maps("keda", 64, 16))));
      await().until(() -> pushed.taken.size() == 2);
      assertTrue(pushed.taken.get(1).getResult());
      // A transaction comes to light partition by partition.
      await().untilAsserted(() -> assertEquals(40, backlog(scaler.stub(), ref), EXACT));
      assertTrue(scaler.stub().isActive(ref).getResult());

      // Taken and not committed is in flight: it counts as before.
      topics.commit("keda", Topics.MAP_REQUESTS, 0, 1);
      assertEquals(24, backlog(scaler.stub(), ref), EXACT);
      topics.commit("keda", Topics.MAP_REQUESTS, 0, 1);
      topics.commit("keda", Topics.MAP_REQUESTS, 3, 1);
      // The markers of the transaction stay beyond the committed offsets and are nothing to do.
      assertEquals(0, backlog(scaler.stub(), ref), EXACT);
      assertFalse(scaler.stub().isActive(ref).getResult());
      await().until(() -> pushed.taken.size() == 3);
      assertFalse(pushed.taken.get(2).getResult());
      pushed.cancel();
    }
  }

  /** KEDA spreads its calls over all addresses of the service, so any replica may answer. */
  @Test
  void replicasBehindRoundRobinAgree() throws Exception {
    try (RunningScaler early = scaler("agree");
        RunningScaler late = scaler("agree")) {
      ScaledObjectRef ref = ScaledObjects.of("diffusion-sampler");
      topics.send(record(Topics.SAMPLE_REQUESTS, 1, sample("agree", 0, 500, 37)));
      for (int block = 0; block < 20; block++) {
        topics.send(answer(Topics.VERDICTS, 1, verdict("agree", block, 500), 0.7 + 0.01 * block));
        // The one follows the topic, the other begins after its end.
        assertTrue(backlog(early.stub(), ref) > 0);
      }
      for (int block = 1; block < 8; block++) {
        topics.send(record(Topics.SAMPLE_REQUESTS, block % 4, sample("agree", block, 300, 37)));
      }
      var channel = RoundRobin.over(early.port(), late.port());
      try {
        var scaler = ExternalScalerGrpc.newBlockingStub(channel).withWaitForReady();
        Set<Double> answers = new HashSet<>();
        double asked = early.requests("ok");
        // A replica takes its turns once the channel has connected to it.
        await()
            .until(
                () -> {
                  answers.add(backlog(scaler, ref));
                  assertTrue(scaler.isActive(ref).getResult());
                  return early.requests("ok") - asked >= 5 && late.requests("ok") >= 5;
                });
        double perCandidate =
            IntStream.range(0, 20).mapToDouble(b -> 0.7 + 0.01 * b).sum() / 10_000;
        assertEquals(1, answers.size(), answers::toString);
        assertEquals((500 + 7 * 300) * perCandidate, answers.iterator().next(), EXACT);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  /** The same count of records is another backlog when they cost more. */
  @Test
  void learnsWhatWorkCostsByModelAndShape() throws Exception {
    try (RunningScaler scaler = scaler("learns")) {
      ScaledObjectRef ref = ScaledObjects.of("cnn-classifier");
      topics.send(record(Topics.MAPS, 0, map("learns", 0, 64)));
      topics.send(record(Topics.MAPS, 1, map("learns", 1, 256)));
      topics.send(record(Topics.MAPS, 2, map("learns", 2, 96)));
      assertTrue(scaler.stub().isActive(ref).getResult());
      // Four times the pixels, four times the seconds, until it is measured.
      topics.send(answer(Topics.CLASSIFICATIONS, 0, classification("learns", 0, 64), 2));
      assertEquals(2 * (1 + 16 + 2.25), backlog(scaler.stub(), ref), 1e-6);
      assertEquals(2, scaler.gauge("item.seconds", "cnn-classifier"), 1e-6);
      double first = scaler.gauge("predicted.over.actual", "cnn-classifier");
      assertEquals(0.0026 / 4 / 2, first, 1e-9);
      topics.send(answer(Topics.CLASSIFICATIONS, 1, classification("learns", 1, 256), 5));
      topics.send(record(Topics.CLASSIFICATIONS, 1, classification("learns", 3, 256)));
      // By shape where it was measured; by pixels over all that was where it was not.
      assertEquals(
          2 + 5 + 2.25 * 7 / 17, backlog(scaler.stub(), ref), 1e-6, "one without a header");
      assertEquals(2 + 5 + 2.25 * 7 / 17, scaler.gauge("backlog.seconds", "cnn-classifier"), 1e-6);
    }
  }

  /** Many waiting maps are known by every so many of them; their number is exact. */
  @Test
  void manyLargeRecordsAreKnownByAFewOfThem() throws Exception {
    try (RunningScaler scaler = scaler("many")) {
      ScaledObjectRef ref = ScaledObjects.of("cnn-classifier");
      for (int number = 0; number < 10; number++) {
        topics.send(record(Topics.MAPS, 2, map("many", number, 128)));
      }
      // Few enough to read all of them; what one costs is known from other tests.
      double one = backlog(scaler.stub(), ref) / 10;
      for (int number = 10; number < 100; number++) {
        topics.send(record(Topics.MAPS, 2, map("many", number, 128)));
      }
      topics.commit("many", Topics.MAPS, 2, 20);
      assertEquals(80 * one, backlog(scaler.stub(), ref), EXACT);
      topics.commitAll("many", Topics.MAPS);
      for (int number = 0; number < 80; number++) {
        topics.send(record(Topics.MAPS, 2, map("many", number, number % 2 == 0 ? 32 : 128)));
      }
      // Some of both sizes are read, though they take turns.
      double mixed = backlog(scaler.stub(), ref);
      assertTrue(mixed > 80 * one / 16 && mixed < 80 * one, () -> mixed + " of " + one);
      try (RunningScaler twin = scalerOf("many")) {
        assertEquals(mixed, backlog(twin.stub(), ref), EXACT);
      }
    }
  }

  @Test
  void whatCannotBeReadIsSomethingToDoUntilItIsPutAside() throws Exception {
    try (RunningScaler scaler = scaler("poison")) {
      ScaledObjectRef ref = ScaledObjects.of("diffusion-sampler");
      // A tombstone is no request.
      topics.send(record(Topics.SAMPLE_REQUESTS, 2, null));
      assertTrue(scaler.stub().isActive(ref).getResult());
      assertEquals(0, backlog(scaler.stub(), ref), EXACT);
      topics.commit("poison", Topics.SAMPLE_REQUESTS, 2, 1);
      assertFalse(scaler.stub().isActive(ref).getResult());
    }
  }

  @Test
  void aGroupThatCommittedNothingHasAllBeforeIt() throws Exception {
    topics.send(record(Topics.MAP_REQUESTS, 1, maps("new", 0, 1)));
    try (RunningScaler scaler =
        new RunningScaler(
            broker.bootstrapServers(), Map.of("simulator.group", "new", "kafka-timeout", "60s"))) {
      assertTrue(scaler.stub().isActive(ScaledObjects.of("map-simulator")).getResult());
    }
  }

  private static SampleRequest sample(String campaign, long block, int count, int steps) {
    return SampleRequest.newBuilder()
        .setCampaignId(campaign)
        .setBlock(block)
        .setCount(count)
        .setSampling(Sampling.newBuilder().setSteps(steps))
        .build();
  }

  private static Verdict verdict(String campaign, long block, int generated) {
    return Verdict.newBuilder()
        .setCampaignId(campaign)
        .setBlock(block)
        .setGenerated(generated)
        .setModelDigest(DIGEST)
        .build();
  }

  private static MapRequest maps(String campaign, long first, int count) {
    return MapRequest.newBuilder().setCampaignId(campaign).setFirst(first).setCount(count).build();
  }

  private static Recipe recipe(int pixels) {
    return Recipe.newBuilder().setObservation(Observation.newBuilder().setPixels(pixels)).build();
  }

  private static ConvergenceMap map(String model, long number, int pixels) {
    return ConvergenceMap.newBuilder()
        .setId("maps/" + number)
        .setNumber(number)
        .setRecipe(recipe(pixels))
        .setModel(model)
        .build();
  }

  private static Classification classification(String model, long number, int pixels) {
    return Classification.newBuilder()
        .setId("maps/" + number + "/x")
        .setNumber(number)
        .setRecipe(recipe(pixels))
        .setModel(model)
        .setModelDigest(DIGEST)
        .build();
  }
}
