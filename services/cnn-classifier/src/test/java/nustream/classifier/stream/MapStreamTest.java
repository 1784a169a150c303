package nustream.classifier.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nustream.classifier.model.Verdict;
import nustream.classifier.serve.TestModels;
import nustream.contracts.Topics;
import nustream.learning.store.ModelRelease;
import nustream.lensing.messages.PixelBytes;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ClassifyRequest;
import nustream.messaging.ComputeSeconds;
import nustream.messaging.HeaderNames;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.TestTopics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The Kafka side of the service. The drain comes last, in the class that comes last by its name: it
 * cannot be undone.
 */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@WithTestResource(ClassifierResource.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MapStreamTest extends ClassifierFixture {
  private static final String DEAD_LETTERS = Topics.named(Topics.MAPS).deadLetters();

  @Test
  void aMapBecomesAClassificationThatSaysWhatItIs() throws Exception {
    String campaign = TestTopics.campaign("whole");
    TestTopics.send(List.of(TestMaps.record(campaign, 3)));

    ConsumerRecord<String, byte[]> record =
        TestTopics.await(Topics.CLASSIFICATIONS, campaign, 1).get(0);
    ModelRelease model = store.load(TestModels.GAUSSIAN);
    assertEquals(campaign + "/3", record.key());
    assertEquals(
        "nustream.lensing.v1.Classification", TestTopics.header(record, HeaderNames.EVENT_TYPE));
    assertTrue(ComputeSeconds.of(record.headers()).orElseThrow() > 0);
    Classification found = Values.decode(record, Classification.class);
    String id = campaign + "/3/" + model.digest().substring("sha256:".length()).substring(0, 12);
    assertEquals(id, found.getId());
    assertEquals(id, TestTopics.header(record, HeaderNames.ID));
    assertEquals(campaign + "/3", found.getMapId());
    assertEquals(campaign, found.getCampaignId());
    assertEquals(3, found.getNumber());
    assertEquals(1, found.getLabel());
    assertEquals(TestMaps.map(campaign, 3).getRecipe(), found.getRecipe());
    assertEquals(model.digest(), found.getModelDigest());
    assertEquals(TestModels.GAUSSIAN, found.getModel());
    Verdict expected = verdict(TestModels.GAUSSIAN, 3, false);
    assertEquals(expected.logit(), found.getLogit(), ROUNDING);
    assertEquals(1 / (1 + Math.exp(-found.getLogit())), found.getProbabilityMassive(), 1e-12);
    assertEquals(expected.massEv(), found.getMnuEv(), ROUNDING);
    assertEquals(expected.massErrorEv(), found.getMnuErrorEv(), ROUNDING);
  }

  @Test
  void aRepeatedMapGivesTheSameBytesWhoeverElseIsInItsBatch() throws Exception {
    String campaign = TestTopics.campaign("again");
    TestTopics.send(List.of(TestMaps.record(campaign, 0)));
    byte[] alone = TestTopics.await(Topics.CLASSIFICATIONS, campaign, 1).get(0).value();

    double before = meters.get("nustream.classifier.batch.maps").summary().max();
    classifiers.shut();
    List<ProducerRecord<String, byte[]>> many = new ArrayList<>();
    for (int number = 19; number >= 0; number--) {
      many.add(TestMaps.record(campaign, number));
    }
    TestTopics.send(many);
    await().until(() -> drain.inFlight() == many.size());
    classifiers.open();
    List<ConsumerRecord<String, byte[]>> all =
        TestTopics.await(Topics.CLASSIFICATIONS, campaign, 21);
    List<byte[]> repeated =
        all.stream().filter(r -> r.key().equals(campaign + "/0")).map(r -> r.value()).toList();
    assertEquals(2, repeated.size());
    repeated.forEach(bytes -> assertArrayEquals(alone, bytes));
    assertTrue(before <= capacity.batch());
    assertEquals(
        capacity.batch(), meters.get("nustream.classifier.batch.maps").summary().max(), 1e-9);
  }

  @Test
  void whatCannotBeClassifiedBecomesDeadLettersAndTheStreamGoesOn() throws Exception {
    String campaign = TestTopics.campaign("dead");
    float[] holed = TestModels.pixels(TestModels.PIXELS, 3);
    holed[40] = Float.NaN;
    var other = TestModels.recipe(MapKind.GAUSSIAN, 1, 0);
    TestTopics.send(
        List.of(
            new ProducerRecord<>(Topics.MAPS, campaign + "/0", new byte[] {(byte) 0xff, 1}),
            TestMaps.record(campaign, 1, m -> m.setPixels(PixelBytes.of(new float[17]))),
            TestMaps.record(campaign, 2, m -> m.setModel("no-such-model")),
            TestMaps.record(campaign, 3, m -> m.setPixels(PixelBytes.of(holed))),
            TestMaps.record(
                campaign,
                4,
                m -> {
                  m.getRecipeBuilder().getObservationBuilder().setPixels(32);
                  return m.setPixels(PixelBytes.of(new float[32 * 32]));
                }),
            TestMaps.record(
                campaign,
                5,
                m -> {
                  m.getRecipeBuilder().getObservationBuilder().setPixels(512);
                  return m;
                }),
            TestMaps.record(campaign, 6, m -> m.setId(campaign + "/7")),
            TestMaps.record(campaign, 7, m -> m.clearRecipe()),
            TestMaps.record(campaign, 8, m -> m.setRecipe(RecipeMessages.message(other)))));

    Classification good =
        Values.decode(
            TestTopics.await(Topics.CLASSIFICATIONS, campaign, 1).get(0), Classification.class);
    assertEquals(8, good.getNumber());
    List<ConsumerRecord<String, byte[]>> dead = TestTopics.await(DEAD_LETTERS, campaign, 8);
    assertEquals(
        List.of(
            "UNDECODABLE",
            "INVALID_FIELD",
            "UNKNOWN_MODEL",
            "INVALID_FIELD",
            "INVALID_FIELD",
            "OVER_LIMIT",
            "INVALID_FIELD",
            "INVALID_FIELD"),
        dead.stream().map(r -> TestTopics.header(r, DeadLetter.REASON)).toList());
    assertEquals(
        "model is 'no-such-model'; allowed: one of [%s, %s] or a digest"
            .formatted(TestModels.GAUSSIAN, TestModels.LOGNORMAL),
        TestTopics.header(dead.get(2), DeadLetter.MESSAGE));
    assertEquals(
        "pixels in row 2, column 8 is NaN; allowed: a finite number",
        TestTopics.header(dead.get(3), DeadLetter.MESSAGE));
    assertEquals(
        "model " + TestModels.GAUSSIAN + ": pixels per side = 32, allowed 16",
        TestTopics.header(dead.get(4), DeadLetter.MESSAGE));
    assertEquals(1, TestTopics.all(Topics.CLASSIFICATIONS, campaign).size());
  }

  @Test
  void aMapThatNamesNoModelGetsTheOneThatWasTrainedOnItsLike() throws Exception {
    String campaign = TestTopics.campaign("like");
    String digest = store.current(TestModels.GAUSSIAN).orElseThrow();
    var lognormal = RecipeMessages.message(TestModels.recipe(MapKind.LOGNORMAL, 1, 0));
    var deeper = RecipeMessages.message(TestModels.recipe(MapKind.LOGNORMAL, 2, 0));
    TestTopics.send(
        List.of(
            TestMaps.record(campaign, 0),
            TestMaps.record(campaign, 1, m -> m.setRecipe(lognormal)),
            TestMaps.record(campaign, 2, m -> m.setRecipe(deeper)),
            TestMaps.record(campaign, 3, m -> m.setModel(TestModels.LOGNORMAL)),
            TestMaps.record(campaign, 4, m -> m.setRecipe(lognormal).setModel(digest))));

    assertEquals(
        List.of(
            TestModels.GAUSSIAN,
            TestModels.LOGNORMAL,
            TestModels.GAUSSIAN,
            TestModels.LOGNORMAL,
            TestModels.GAUSSIAN),
        TestTopics.await(Topics.CLASSIFICATIONS, campaign, 5).stream()
            .map(record -> Values.decode(record, Classification.class).getModel())
            .toList());
  }

  @Test
  void aMapWhoseClassificationFailsForAWhileIsTriedAgain() throws Exception {
    String campaign = TestTopics.campaign("flaky");
    classifiers.fail(2);
    TestTopics.send(List.of(TestMaps.record(campaign, 0)));
    assertEquals(1, TestTopics.await(Topics.CLASSIFICATIONS, campaign, 1).size());
    assertEquals(List.of(), TestTopics.all(DEAD_LETTERS, campaign));
  }

  @Test
  void mapsBeyondTheBoundStayInKafkaAndNoneIsLostOrRepeated() throws Exception {
    String campaign = TestTopics.campaign("held");
    classifiers.shut();
    int maps = 200;
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int number = 0; number < maps; number++) {
      records.add(TestMaps.record(campaign, number));
    }
    TestTopics.send(records);
    await().until(() -> drain.inFlight() == capacity.kafkaInFlight());
    await().during(Duration.ofSeconds(1)).until(() -> drain.inFlight() == capacity.kafkaInFlight());
    classifiers.open();
    assertEquals(
        IntStream.range(0, maps).mapToObj(n -> campaign + "/" + n).sorted().toList(),
        TestTopics.await(Topics.CLASSIFICATIONS, campaign, maps).stream()
            .map(ConsumerRecord::key)
            .toList());
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void aReleaseThatIsAnnouncedIsSwappedInAndTheOldOneCanStillBeAskedFor() throws Exception {
    String before = store.current(TestModels.GAUSSIAN).orElseThrow();
    ModelRelease second = TestModels.release(store, TestModels.GAUSSIAN, MapKind.GAUSSIAN, 3);
    var announcement =
        nustream.models.v1.ModelRelease.newBuilder()
            .setName(TestModels.GAUSSIAN)
            .setDigest(second.digest())
            .build();
    TestTopics.send(
        List.of(
            new ProducerRecord<>(Topics.MODELS, TestModels.GAUSSIAN, announcement.toByteArray())));
    await()
        .untilAsserted(
            () ->
                assertEquals(
                    second.digest(),
                    classify(List.of(request("0", 0))).get(0).getVerdict().getModelDigest()));
    ClassifyRequest old = request("0", 0).toBuilder().setModel(before).build();
    assertEquals(before, classify(List.of(old)).get(0).getVerdict().getModelDigest());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void drainingFinishesTheBatchesInWorkAndLeavesTheRest() throws Exception {
    String campaign = TestTopics.campaign("drained");
    classifiers.shut();
    int begun = classifiers.begun();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      records.add(TestMaps.record(campaign, number));
    }
    TestTopics.send(records);
    await().until(() -> drain.inFlight() == capacity.kafkaInFlight());
    await().until(() -> classifiers.begun() == begun + capacity.workers());

    CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(drain::drain);
    await().until(() -> drain.inFlight() <= capacity.workers() * capacity.batch());
    int inWork = drain.inFlight();
    assertTrue(inWork >= capacity.workers());
    assertFalse(drained.isDone(), "waits for the batches in work");
    classifiers.open();
    assertTrue(drained.get(Patience.LONG.toSeconds(), SECONDS));
    assertEquals(inWork, TestTopics.all(Topics.CLASSIFICATIONS, campaign).size());
    assertEquals(List.of(), TestTopics.all(DEAD_LETTERS, campaign));
  }
}
