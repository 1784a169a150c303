package nustream.classifier.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nustream.classifier.model.Verdict;
import nustream.classifier.serve.TestModels;
import nustream.lensing.messages.PixelBytes;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.v1.ClassifierGrpc;
import nustream.lensing.v1.ClassifierInfo;
import nustream.lensing.v1.ClassifyRequest;
import nustream.lensing.v1.ClassifyResponse;
import nustream.lensing.v1.ExplainRequest;
import nustream.lensing.v1.ExplainResponse;
import nustream.lensing.v1.ListModelsRequest;
import nustream.lensing.v1.RegionShare;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.SlowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gRPC and HTTP side of the service. */
@QuarkusTest
@WithTestResource(ClassifierResource.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClassifyCallsTest extends ClassifierFixture {
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
    reader.end.get(Patience.LONG.toSeconds(), SECONDS);
    assertEquals(maps, reader.taken.size());
    assertEquals(maps, classified() - before);
  }

  @Test
  void aCancelledCallStopsTheWork() throws Exception {
    classifiers.shut();
    int begun = classifiers.begun();
    long handedOut = handedOut();
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
    // The other worker counts its maps yet, which the next test must not take for its own.
    await().until(() -> handedOut() - handedOut == classifiers.begun() - begun);
  }

  @Test
  void streamsBeyondTheLimitAreTurnedAwayAndComeBackWhenOneEnds() throws Exception {
    // A stream of another test may be ending.
    await().until(() -> drain.inFlight() == 0);
    double overloadedBefore = requests("OVERLOADED");
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
    assertEquals(1, requests("OVERLOADED") - overloadedBefore);
    senders.forEach(StreamObserver::onCompleted);
    for (var reader : readers) {
      reader.end.get(Patience.LONG.toSeconds(), SECONDS);
    }
    await().until(() -> drain.inFlight() == 0);
    assertEquals(1, classify(List.of(request("0", 0))).size());
  }

  @Test
  void anExplanationAddsUpToTheLogit() {
    ClassifyRequest map = request("", 0);
    var explainer = ClassifierGrpc.newBlockingStub(grpc);
    ExplainResponse found =
        explainer.explain(
            ExplainRequest.newBuilder()
                .setPixelMap(map.getPixelMap())
                .setNoiseBaselines(2)
                .setSteps(64)
                .build());
    Verdict expected = verdict(TestModels.GAUSSIAN, 0, false);
    assertEquals(expected.logit(), found.getLogit(), ROUNDING);
    float[] attributions = PixelBytes.floats("", found.getAttributions(), TestModels.PIXELS);
    double sum = 0;
    double square = 0;
    for (float attribution : attributions) {
      sum += attribution;
      square += attribution * attribution;
    }
    assertTrue(square > 0);
    // The integral of 64 Gauss-Legendre nodes in single precision.
    assertEquals(found.getLogit() - found.getBaselineLogit(), sum, 1e-3);
    assertEquals(0, found.getCompletenessError(), 1e-3);
    assertEquals(12, found.getRegionsCount());
    List<RegionShare> deciles = found.getRegionsList().subList(2, 12);
    assertEquals("q0-10", deciles.get(0).getRegion());
    assertEquals("q90-100", deciles.get(9).getRegion());
    assertEquals(1, deciles.stream().mapToDouble(RegionShare::getMagnitudeShare).sum(), 1e-9);
    assertEquals(sum, deciles.stream().mapToDouble(RegionShare::getAttribution).sum(), 1e-4);

    var unknown =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                explainer.explain(
                    ExplainRequest.newBuilder()
                        .setPixelMap(map.getPixelMap())
                        .setModel("none")
                        .build()));
    assertEquals(Status.Code.NOT_FOUND, unknown.getStatus().getCode());
    var tooMany =
        assertThrows(
            StatusRuntimeException.class,
            () -> explainer.explain(ExplainRequest.newBuilder().setSteps(513).build()));
    assertEquals(Status.Code.INVALID_ARGUMENT, tooMany.getStatus().getCode());
  }

  /**
   * The largest explanation there is, 2,048 native calls, is given up when its caller goes away.
   */
  @Test
  void aCancelledExplanationStops() throws Exception {
    long before = explainer.abandoned();
    ExplainRequest.Builder map =
        ExplainRequest.newBuilder().setPixelMap(request("", 0).getPixelMap());
    await().until(() -> drain.inFlight() == 0);
    var reader = new SlowReader<ExplainRequest, ExplainResponse>(1);
    ClassifierGrpc.newStub(grpc).explain(map.setSteps(512).setNoiseBaselines(32).build(), reader);
    await().until(() -> drain.inFlight() == 1);
    reader.cancel();
    await().until(() -> explainer.abandoned() == before + 1);
    await().until(() -> drain.inFlight() == 0);
    ExplainResponse next =
        ClassifierGrpc.newBlockingStub(grpc).explain(map.setSteps(8).setNoiseBaselines(0).build());
    assertEquals(verdict(TestModels.GAUSSIAN, 0, false).logit(), next.getLogit(), ROUNDING);
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
}
