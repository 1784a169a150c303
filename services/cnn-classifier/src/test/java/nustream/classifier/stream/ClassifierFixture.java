package nustream.classifier.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.Verdict;
import nustream.classifier.serve.ExplanationWorker;
import nustream.classifier.serve.GatedClassifiers;
import nustream.classifier.serve.TestModels;
import nustream.learning.store.ModelStore;
import nustream.lensing.messages.MapMessages;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.v1.ClassifierGrpc;
import nustream.lensing.v1.ClassifyRequest;
import nustream.lensing.v1.ClassifyResponse;
import nustream.messaging.drain.Drain;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.SlowReader;
import nustream.serving.Capacity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A client of the booted service, on a real broker and a real port, with tiny networks of random
 * parameters.
 */
abstract class ClassifierFixture {
  /** The network's answer in another batch size differs by the rounding of single precision. */
  static final double ROUNDING = 1e-4;

  @Inject GatedClassifiers classifiers;
  @Inject ModelStore store;
  @Inject Capacity capacity;
  @Inject Drain drain;
  @Inject ExplanationWorker explainer;
  @Inject MeterRegistry meters;
  @TestHTTPResource URL url;
  ManagedChannel grpc;

  @BeforeEach
  void connect() {
    await().until(() -> get("/q/health/ready").statusCode() == 200);
    grpc = LoopbackChannel.to(url.getPort());
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    classifiers.open();
    grpc.shutdownNow();
    assertTrue(grpc.awaitTermination(Patience.LONG.toSeconds(), SECONDS));
  }

  List<ClassifyResponse> classify(List<ClassifyRequest> requests) throws Exception {
    var reader = new SlowReader<ClassifyRequest, ClassifyResponse>(Integer.MAX_VALUE);
    StreamObserver<ClassifyRequest> sender = ClassifierGrpc.newStub(grpc).classify(reader);
    requests.forEach(sender::onNext);
    sender.onCompleted();
    reader.end.get(Patience.LONG.toSeconds(), SECONDS);
    return reader.taken;
  }

  double classified() {
    return requests("ok");
  }

  double requests(String outcome) {
    var counter = meters.find("nustream.classifier.requests").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  /** Batches whose answers were all given. */
  long handedOut() {
    return meters.get("nustream.classifier.output.seconds").timer().count();
  }

  Verdict verdict(String model, long index, boolean symmetrise) {
    float[] pixels = TestModels.pixels(TestModels.PIXELS, index);
    try (MapPredictor predictor = MapPredictor.open(store.load(model))) {
      return (symmetrise ? predictor.predictSymmetrised(pixels) : predictor.predict(pixels)).get(0);
    }
  }

  static void assertVerdict(Verdict expected, ClassifyResponse answer) {
    assertTrue(answer.hasVerdict(), answer::getError);
    assertEquals(expected.logit(), answer.getVerdict().getLogit(), ROUNDING);
    assertEquals(
        expected.probabilityMassive(), answer.getVerdict().getProbabilityMassive(), ROUNDING);
    assertEquals(expected.massEv(), answer.getVerdict().getMnuEv(), ROUNDING);
    assertEquals(expected.massErrorEv(), answer.getVerdict().getMnuErrorEv(), ROUNDING);
  }

  static void assertError(String begin, ClassifyResponse answer) {
    assertTrue(answer.getError().startsWith(begin), answer::toString);
  }

  HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url.toString()).resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  static ClassifyRequest request(String id, long index) {
    return ClassifyRequest.newBuilder()
        .setId(id)
        .setPixelMap(MapMessages.pixelMap(map(TestModels.PIXELS, index)))
        .build();
  }

  static ClassifyRequest sized(String id, int side) {
    return ClassifyRequest.newBuilder()
        .setId(id)
        .setPixelMap(MapMessages.pixelMap(map(side, 0)))
        .build();
  }

  static ConvergenceMap map(int side, long index) {
    return new ConvergenceMap(new MapGeometry(1.0, side), TestModels.pixels(side, index));
  }

  static byte[] fits(long index, MapKind kind) {
    return FitsMaps.bytes(
        new FitsMap(map(TestModels.PIXELS, index), Optional.of(TestModels.recipe(kind, 1, index))));
  }
}
