package nustream.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
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
import java.util.Iterator;
import java.util.List;
import nustream.lensing.messages.MapMessages;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.DetectionBoundRequest;
import nustream.lensing.v1.MapSimulatorGrpc;
import nustream.lensing.v1.Nonlinear;
import nustream.lensing.v1.Observation;
import nustream.lensing.v1.PowerSpectrumRequest;
import nustream.lensing.v1.SimulateRequest;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.SlowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of the service: maps, spectra and bounds. */
@QuarkusTest
@WithTestResource(SimulatorResource.class)
@Timeout(value = 10, unit = java.util.concurrent.TimeUnit.MINUTES)
class SimulatorServiceTest extends SimulatorFixture {
  @Inject SimulatorConfig config;

  @Inject Drain drain;

  @Inject MeterRegistry meters;

  @TestHTTPResource URL url;

  private ManagedChannel grpc;

  @BeforeEach
  void connect() {
    grpc = LoopbackChannel.to(url.getPort());
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    grpc.shutdownNow();
    assertTrue(grpc.awaitTermination(Patience.LONG.toSeconds(), SECONDS));
  }

  @Test
  void aStreamHasTheMapsThatKafkaWouldHave() {
    List<ConvergenceMap> maps = new ArrayList<>();
    SimulateRequest request =
        SimulateRequest.newBuilder().setSeries(series(s -> s)).setFirst(3).setCount(5).build();
    stub().simulate(request).forEachRemaining(maps::add);
    assertEquals(
        List.of(3L, 4L, 5L, 6L, 7L), maps.stream().map(ConvergenceMap::getNumber).toList());
    assertEquals("", maps.get(0).getId());
    for (ConvergenceMap map : maps) {
      assertArrayEquals(
          maker.make(MapMessages.recipe(map)).pixels(), MapMessages.map(map).pixels());
    }
  }

  /** 64 KiB per map; ahead are one per worker, and what the windows of both sides hold. */
  @Test
  void aSlowReaderBoundsWhatIsMadeAndACancelledCallStopsIt() {
    double before = executions();
    SlowReader<SimulateRequest, ConvergenceMap> reader = new SlowReader<>(2);
    MapSimulatorGrpc.newStub(grpc)
        .simulate(
            SimulateRequest.newBuilder()
                .setSeries(series(s -> observed(s, o -> o.setPixels(128))))
                .setCount(1_000_000)
                .build(),
            reader);
    await().until(() -> reader.taken.size() == 2);
    await().during(Duration.ofSeconds(1)).until(() -> executions() - before < 20);
    reader.take(30);
    await().until(() -> reader.taken.size() == 32);
    reader.cancel();
    await().until(() -> drain.inFlight() == 0);
    double made = executions();
    await().during(Duration.ofSeconds(1)).until(() -> executions() - made <= 2);
  }

  @Test
  void badCallsNameFieldValueAndWhatIsAllowed() {
    assertFailure(
        SimulateRequest.newBuilder().setSeries(series(s -> s)).build(),
        Status.Code.INVALID_ARGUMENT,
        "count is 0; allowed: 1 to 1000000");
    assertFailure(
        SimulateRequest.newBuilder().setSeries(series(s -> s)).setCount(-1).build(),
        Status.Code.RESOURCE_EXHAUSTED,
        "count is '18446744073709551615'; allowed: 1 to 1000000");
    assertFailure(
        SimulateRequest.newBuilder().setSeries(series(s -> s)).setCount(1).setFirst(-1).build(),
        Status.Code.INVALID_ARGUMENT,
        "first is '18446744073709551615'; allowed: 0 to 9223372036854775806");
    assertFailure(
        SimulateRequest.newBuilder()
            .setSeries(series(s -> observed(s, o -> o.setPixels(300))))
            .setCount(1)
            .build(),
        Status.Code.RESOURCE_EXHAUSTED,
        "series.observation.pixels is 300; allowed: at most 256");
    assertFailure(
        SimulateRequest.newBuilder()
            .setSeries(series(s -> observed(s, o -> o.setSourceRedshift(-1))))
            .setCount(1)
            .build(),
        Status.Code.INVALID_ARGUMENT,
        "series.observation.source_redshift is -1.0; allowed: above 0, at most 20.0");
    var noMultipoles =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                stub()
                    .powerSpectrum(PowerSpectrumRequest.newBuilder().setSourceRedshift(1).build()));
    assertTrue(
        noMultipoles.getMessage().contains("number of multipoles is 0; allowed: 1 to 10000"),
        noMultipoles.getMessage());
    var large =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                stub()
                    .detectionBound(
                        DetectionBoundRequest.newBuilder()
                            .setObservation(Observation.newBuilder().setPixels(2048))
                            .build()));
    assertEquals(ErrorWord.OVER_LIMIT, GrpcErrors.word(large));
  }

  /** CAMB's with halofit for the MassiveNuS cosmology (lensing.md 3.6): 1 % in C_l. */
  @Test
  void spectraAreThoseOfTheTable() {
    var request =
        PowerSpectrumRequest.newBuilder()
            .setSourceRedshift(1)
            .setNonlinear(Nonlinear.NONLINEAR_HALOFIT)
            .addAllMultipoles(List.of(100.0, 300.0, 1000.0, 3000.0, 10000.0))
            .build();
    double[] expected = {8.324e-9, 1.997e-9, 4.788e-10, 1.067e-10, 1.133e-11};
    List<Double> cl = stub().powerSpectrum(request).getClList();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], cl.get(i), 0.01 * expected[i], "multipole " + i);
    }
  }

  /** lensing.md 4.3, z_s = 1, l < 5000, n = 30, sigma 0.26, 0.1 eV: 1 % of d'. */
  @Test
  void theBoundIsThatOfTheTable() {
    var bound =
        stub()
            .detectionBound(
                DetectionBoundRequest.newBuilder()
                    .setCosmology(Cosmology.newBuilder().setSumMnuEv(0.1))
                    .setNonlinear(Nonlinear.NONLINEAR_HALOFIT)
                    .setObservation(
                        Observation.newBuilder()
                            .setPixels(256)
                            .setLMax(5000)
                            .setGalaxiesPerArcmin2(30)
                            .setSigmaE(0.26))
                    .build());
    assertEquals(1.456, bound.getDPrime(), 0.015);
    assertEquals(0.767, bound.getAccuracy(), 0.003);
    // All modes of the grid with 0 < l <= 5000: pi (5000/102.86)^2 = 7424.
    assertEquals(7424, bound.getModes(), 60);
  }

  @Test
  void spectraAreComputedOncePerCosmology() {
    var request =
        SimulateRequest.newBuilder().setSeries(series(s -> s.setSeed(99))).setCount(40).build();
    Iterator<ConvergenceMap> first = stub().simulate(request);
    first.forEachRemaining(map -> assertEquals(99, map.getRecipe().getSeed()));
    double computed = meters.get("nustream.simulator.spectra").gauge().value();
    stub().simulate(request).forEachRemaining(map -> assertEquals(99, map.getRecipe().getSeed()));
    assertEquals(computed, meters.get("nustream.simulator.spectra").gauge().value());
  }

  @Test
  void anIdleServiceIsReadyAndShowsItsMetrics() throws Exception {
    await().untilAsserted(() -> assertEquals(200, get("/q/health/ready").statusCode()));
    assertEquals(200, get("/q/health/live").statusCode());
    stub()
        .simulate(SimulateRequest.newBuilder().setSeries(series(s -> s)).setCount(1).build())
        .next();
    await()
        .untilAsserted(
            () -> {
              String metrics = get("/q/metrics").body();
              assertTrue(metrics.contains("nustream_simulator_requests_total{outcome=\"ok\"}"));
              assertTrue(metrics.contains("nustream_simulator_queue_seconds_count"));
              assertTrue(metrics.contains("nustream_simulator_compute_seconds_sum"));
              assertTrue(metrics.contains("nustream_simulator_pending"));
            });
  }

  @Test
  void theSettingsHaveTheseNamesAndDefaults() {
    assertEquals(2, config.requestsAtOnce());
    assertEquals(256, config.maxRequestMaps());
    assertEquals(1_000_000, config.maxStreamMaps());
    assertEquals(256 * 1024, config.inlineLimitBytes());
    assertEquals(8, config.maxStreams());
    assertEquals(16, config.maxCalculations());
    assertEquals(1024, config.maxBoundPixels());
    assertEquals(64 << 20, config.keptBytes());
  }

  private MapSimulatorGrpc.MapSimulatorBlockingStub stub() {
    return MapSimulatorGrpc.newBlockingStub(grpc)
        .withDeadlineAfter(Patience.LONG.toSeconds(), SECONDS);
  }

  private double executions() {
    return meters.get("nustream.simulator.executions").counter().count();
  }

  private void assertFailure(SimulateRequest request, Status.Code code, String inMessage) {
    var failure =
        assertThrows(StatusRuntimeException.class, () -> stub().simulate(request).hasNext());
    assertEquals(code, failure.getStatus().getCode(), failure.getMessage());
    assertTrue(failure.getMessage().contains(inMessage), failure.getMessage());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url.toString()).resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
