package nustream.classifier.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.Verdict;
import nustream.classifier.serve.Capacity;
import nustream.classifier.serve.GatedClassifiers;
import nustream.classifier.serve.TestModels;
import nustream.contracts.Topics;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.lensing.messages.MapMessages;
import nustream.lensing.messages.PixelBytes;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ClassifierGrpc;
import nustream.lensing.v1.ClassifierInfo;
import nustream.lensing.v1.ClassifyRequest;
import nustream.lensing.v1.ClassifyResponse;
import nustream.lensing.v1.ListModelsRequest;
import nustream.messaging.HeaderNames;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.SlowReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The booted service on a real broker and a real port, with tiny networks of random parameters. The
 * drain comes last: it cannot be undone.
 */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@WithTestResource(ClassifierResource.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ClassifierServiceTest {
  private static final String DEAD_LETTERS = Topics.named(Topics.MAPS).deadLetters();

  /** The network's answer in another batch size differs by the rounding of single precision. */
  private static final double ROUNDING = 1e-4;

  @Inject GatedClassifiers classifiers;
  @Inject ModelStore store;
  @Inject Capacity capacity;
  @Inject Drain drain;
  @Inject MeterRegistry meters;
  @TestHTTPResource URL url;
  private ManagedChannel grpc;

  @BeforeAll
  static void waitLongOnBusyCores() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(45));
  }

  @BeforeEach
  void connect() {
    await().until(() -> get("/q/health/ready").statusCode() == 200);
    grpc = LoopbackChannel.to(url.getPort());
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    classifiers.open();
    grpc.shutdownNow();
    assertTrue(grpc.awaitTermination(10, SECONDS));
  }

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
  void aStreamAnswersEveryMapInOrderTheBadOnesByTheirError() throws Exception {
    byte[] fits = fits(2, MapKind.LOGNORMAL);
    List<ClassifyRequest> requests =
        List.of(
            request("0", 0),
            request("1", 1).toBuilder().setModel("none").build(),
            request("2", 2).toBuilder().clearPixelMap().setFits(ByteString.copyFrom(fits)).build(),
            request("3", 3).toBuilder().clearPixelMap().build(),
            ClassifyRequest.newBuilder()
                .setId("4")
                .setFits(ByteString.copyFrom(fits, 0, 4000))
                .build(),
            sized("5", 8),
            sized("6", 300),
            request("7", 7).toBuilder().setSymmetrise(true).build(),
            request("x".repeat(129), 8));
    List<ClassifyResponse> answers = classify(requests);

    assertEquals(
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "x".repeat(128)),
        answers.stream().map(ClassifyResponse::getId).toList());
    assertVerdict(verdict(TestModels.GAUSSIAN, 0, false), answers.get(0));
    assertError("UNKNOWN_MODEL: model is 'none'; allowed: one of [", answers.get(1));
    assertVerdict(verdict(TestModels.LOGNORMAL, 2, false), answers.get(2));
    assertError("INVALID_FIELD: map is ''; allowed: pixel_map or fits", answers.get(3));
    assertError("INVALID_FIELD: fits: the file is", answers.get(4));
    assertError("INVALID_FIELD: model " + TestModels.GAUSSIAN, answers.get(5));
    assertError("OVER_LIMIT: pixel_map.pixels is 300; allowed: at most 256", answers.get(6));
    assertVerdict(verdict(TestModels.GAUSSIAN, 7, true), answers.get(7));
    assertError("INVALID_FIELD: id is 'xxx", answers.get(8));
    assertEquals(
        store.current(TestModels.LOGNORMAL).orElseThrow(),
        answers.get(2).getVerdict().getModelDigest());
  }

  @Test
  void aMessageBeyondTheLimitEndsItsCall() {
    var failed = assertThrows(ExecutionException.class, () -> classify(List.of(sized("0", 400))));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, Status.fromThrowable(failed.getCause()).getCode());
  }

  @Test
  void aSlowReaderBoundsWhatIsClassified() throws Exception {
    int maps = 4000;
    double before = classified();
    var reader = new SlowReader<ClassifyRequest, ClassifyResponse>(1);
    StreamObserver<ClassifyRequest> sender = ClassifierGrpc.newStub(grpc).classify(reader);
    for (int i = 0; i < maps; i++) {
      sender.onNext(request("%0128d".formatted(i), i % 10));
    }
    sender.onCompleted();
    await().until(() -> reader.taken.size() == 1);
    // Answers are above 200 bytes: 256 KiB in the client's window and, at most, 64 KiB on the way.
    double most = 320 * 1024 / 200.0;
    await().during(Duration.ofSeconds(1)).until(() -> classified() - before < most);
    reader.takeAll();
    reader.end.get(45, SECONDS);
    assertEquals(maps, reader.taken.size());
    assertEquals(maps, classified() - before);
  }

  @Test
  void aCancelledCallStopsTheWork() throws Exception {
    classifiers.shut();
    int begun = classifiers.begun();
    double before = classified();
    var reader = new SlowReader<ClassifyRequest, ClassifyResponse>(100);
    StreamObserver<ClassifyRequest> sender = ClassifierGrpc.newStub(grpc).classify(reader);
    IntStream.range(0, 100).forEach(i -> sender.onNext(request("" + i, i)));
    await().until(() -> classifiers.begun() == begun + capacity.workers());
    reader.cancel();
    await().until(() -> drain.inFlight() == 0);
    classifiers.open();
    assertEquals(1, classify(List.of(request("after", 0))).size());
    // What was in work is thrown away, and nothing more was begun.
    assertTrue(classified() - before <= 1 + capacity.streamWindow());
    assertTrue(classifiers.begun() <= begun + capacity.workers() + 1);
  }

  @Test
  void streamsBeyondTheLimitAreTurnedAwayAndComeBackWhenOneEnds() throws Exception {
    List<StreamObserver<ClassifyRequest>> senders = new ArrayList<>();
    List<SlowReader<ClassifyRequest, ClassifyResponse>> readers = new ArrayList<>();
    for (int i = 0; i < capacity.streams(); i++) {
      var reader = new SlowReader<ClassifyRequest, ClassifyResponse>(10);
      StreamObserver<ClassifyRequest> sender = ClassifierGrpc.newStub(grpc).classify(reader);
      sender.onNext(request("0", 0));
      await().until(() -> reader.taken.size() == 1);
      senders.add(sender);
      readers.add(reader);
    }
    var failed = assertThrows(ExecutionException.class, () -> classify(List.of(request("0", 0))));
    assertEquals(ErrorWord.OVERLOADED, GrpcErrors.word(failed.getCause()));
    senders.forEach(StreamObserver::onCompleted);
    for (var reader : readers) {
      reader.end.get(45, SECONDS);
    }
    await().until(() -> drain.inFlight() == 0);
    assertEquals(1, classify(List.of(request("0", 0))).size());
  }

  @Test
  void modelsAreListedWithWhatTheyWereTrainedOn() {
    List<ClassifierInfo> models =
        ClassifierGrpc.newBlockingStub(grpc)
            .listModels(ListModelsRequest.getDefaultInstance())
            .getModelsList();
    assertEquals(
        List.of(TestModels.GAUSSIAN, TestModels.LOGNORMAL),
        models.stream().map(ClassifierInfo::getName).toList());
    assertEquals(List.of(true, false), models.stream().map(ClassifierInfo::getIsDefault).toList());
    ClassifierInfo model = models.get(1);
    assertEquals(store.current(TestModels.LOGNORMAL).orElseThrow(), model.getDigest());
    assertEquals(0.75, model.getAccuracy());
    assertEquals(0.8, model.getOptimalAccuracy());
    var recipe = RecipeMessages.message(TestModels.recipe(MapKind.LOGNORMAL, 1, 0));
    assertEquals(recipe.getObservation(), model.getTrainedOn().getObservation());
    assertEquals(recipe.getKind(), model.getTrainedOn().getKind());
    assertEquals(0, model.getTrainedOn().getCosmologies(0).getSumMnuEv());
    assertEquals(recipe.getCosmology(), model.getTrainedOn().getCosmologies(1));
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
  void anIdleServiceIsReadyAndShowsItsMetrics() throws Exception {
    assertTrue(get("/q/health/ready").body().contains("\"model\""));
    classify(List.of(request("0", 0)));
    String metrics = get("/q/metrics").body();
    assertTrue(metrics.contains("nustream_classifier_requests_total{outcome=\"ok\"}"), metrics);
    assertTrue(metrics.contains("nustream_classifier_executions_total"));
    assertTrue(metrics.contains("nustream_classifier_batch_maps_max"));
    assertTrue(metrics.contains("nustream_classifier_queue_seconds_count"));
    assertTrue(metrics.contains("nustream_classifier_compute_seconds_sum"));
    assertTrue(metrics.contains("nustream_classifier_output_seconds_sum"));
    assertTrue(metrics.contains("nustream_classifier_pending 0.0"));
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
    assertTrue(drained.get(20, SECONDS));
    assertEquals(inWork, TestTopics.all(Topics.CLASSIFICATIONS, campaign).size());
    assertEquals(List.of(), TestTopics.all(DEAD_LETTERS, campaign));
  }

  private List<ClassifyResponse> classify(List<ClassifyRequest> requests) throws Exception {
    var reader = new SlowReader<ClassifyRequest, ClassifyResponse>(Integer.MAX_VALUE);
    StreamObserver<ClassifyRequest> sender = ClassifierGrpc.newStub(grpc).classify(reader);
    requests.forEach(sender::onNext);
    sender.onCompleted();
    reader.end.get(45, SECONDS);
    return reader.taken;
  }

  private double classified() {
    return meters.get("nustream.classifier.requests").tag("outcome", "ok").counter().count();
  }

  private Verdict verdict(String model, long index, boolean symmetrise) {
    float[] pixels = TestModels.pixels(TestModels.PIXELS, index);
    try (MapPredictor predictor = MapPredictor.open(store.load(model))) {
      return (symmetrise ? predictor.predictSymmetrised(pixels) : predictor.predict(pixels)).get(0);
    }
  }

  private static void assertVerdict(Verdict expected, ClassifyResponse answer) {
    assertTrue(answer.hasVerdict(), answer::getError);
    assertEquals(expected.logit(), answer.getVerdict().getLogit(), ROUNDING);
    assertEquals(
        expected.probabilityMassive(), answer.getVerdict().getProbabilityMassive(), ROUNDING);
    assertEquals(expected.massEv(), answer.getVerdict().getMnuEv(), ROUNDING);
    assertEquals(expected.massErrorEv(), answer.getVerdict().getMnuErrorEv(), ROUNDING);
  }

  private static void assertError(String begin, ClassifyResponse answer) {
    assertTrue(answer.getError().startsWith(begin), answer::toString);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url.toString()).resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static ClassifyRequest request(String id, long index) {
    return ClassifyRequest.newBuilder()
        .setId(id)
        .setPixelMap(MapMessages.pixelMap(map(TestModels.PIXELS, index)))
        .build();
  }

  private static ClassifyRequest sized(String id, int side) {
    return ClassifyRequest.newBuilder()
        .setId(id)
        .setPixelMap(MapMessages.pixelMap(map(side, 0)))
        .build();
  }

  private static ConvergenceMap map(int side, long index) {
    return new ConvergenceMap(new MapGeometry(1.0, side), TestModels.pixels(side, index));
  }

  private static byte[] fits(long index, MapKind kind) {
    return FitsMaps.bytes(
        new FitsMap(map(TestModels.PIXELS, index), Optional.of(TestModels.recipe(kind, 1, index))));
  }
}
