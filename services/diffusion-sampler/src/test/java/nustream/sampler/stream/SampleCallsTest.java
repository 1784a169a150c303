package nustream.sampler.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.ModelInfo;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.SampleStreamRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.SlowReader;
import nustream.messaging.testing.TestTopics;
import nustream.sampler.serve.FakeGenerators;
import nustream.sampler.serve.TestModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gRPC side of the service. */
@QuarkusTest
@WithTestResource(SamplerResource.class)
@Timeout(value = 10, unit = java.util.concurrent.TimeUnit.MINUTES)
class SampleCallsTest extends SamplerFixture {
  @Inject MeterRegistry meters;

  @Test
  void aStreamHasTheBlocksThatKafkaWouldHave() {
    String campaign = TestTopics.campaign("stream");
    List<CandidateBlock> blocks = new ArrayList<>();
    SamplerGrpc.newBlockingStub(grpc).sample(stream(campaign, 1234)).forEachRemaining(blocks::add);

    assertEquals(List.of(0L, 1L, 2L), blocks.stream().map(CandidateBlock::getBlock).toList());
    assertEquals(List.of(500, 500, 234), blocks.stream().map(CandidateBlock::getCount).toList());
    assertEquals(campaign, blocks.get(0).getCampaignId());
    assertArrayEquals(
        FakeGenerators.parameters(
            blocks.get(2).getModelDigest(), blocks.get(2).getSampling(), 2, 234),
        parameters(blocks.get(2)));
  }

  @Test
  void aSlowReaderBoundsWhatIsGenerated() {
    String campaign = TestTopics.campaign("slow");
    int blocks = 200;
    var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(2);
    SamplerGrpc.newStub(grpc).sample(stream(campaign, 500 * blocks), reader);
    await().until(() -> reader.taken.size() == 2);

    // Taken, one per worker made ahead, one on its way to the transport, and blocks of 82 KiB in a
    // window of 256 KiB, in parts.
    int most = 2 + capacity.workers() + 1 + LoopbackChannel.WINDOW_BYTES / (82 * 1024) + 2;
    await().during(Duration.ofSeconds(1)).until(() -> generators.begun(campaign) <= most);
    reader.takeAll();
    reader.end.join();
    assertEquals(blocks, reader.taken.size());
    assertEquals(blocks, generators.begun(campaign));
  }

  @Test
  void aCancelledCallStopsTheWork() throws Exception {
    String campaign = TestTopics.campaign("held");
    double cancelledBefore = requests("CANCELLED");
    var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(2);
    SamplerGrpc.newStub(grpc).sample(stream(campaign, 500 * 200), reader);
    await().until(() -> generators.begun(campaign) == capacity.workers());
    generators.permit(campaign, 1);
    await().until(() -> reader.taken.size() == 1);
    await().until(() -> generators.begun(campaign) == capacity.workers() + 1);

    reader.cancel();
    await().until(() -> drain.inFlight() == 0);
    String other = TestTopics.campaign("held");
    var next = new SlowReader<SampleStreamRequest, CandidateBlock>(2);
    SamplerGrpc.newStub(grpc).sample(stream(other, 500), next);
    generators.permit(campaign, 100);
    generators.permit(other, 100);
    next.end.get(Patience.LONG.toSeconds(), SECONDS);

    // What was in work is thrown away; nothing more was begun.
    assertEquals(capacity.workers() + 1, generators.begun(campaign));
    assertEquals(cancelledBefore, requests("CANCELLED"), "all blocks asked for were in work");
  }

  @Test
  void streamsBeyondTheLimitAreTurnedAwayAndComeBackWhenOneEnds() throws Exception {
    String campaign = TestTopics.campaign("held");
    // A stream of another test may be ending.
    await().until(() -> drain.inFlight() == 0);
    double overloadedBefore = requests("OVERLOADED");
    List<SlowReader<?, ?>> readers = new ArrayList<>();
    for (int stream = 0; stream < capacity.streams(); stream++) {
      var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(10);
      readers.add(reader);
      SamplerGrpc.newStub(grpc).sample(stream(campaign, 500), reader);
    }
    // Calls that wait together on a busy client are written in any order, and the last of them may
    // arrive as the second: it would have a place, and be held.
    await().until(() -> drain.inFlight() == capacity.streams());
    assertFailure(stream(campaign, 500), Status.Code.UNAVAILABLE, "all 8 streams are in use");
    assertEquals(1, requests("OVERLOADED") - overloadedBefore);
    generators.permit(campaign, 1000);
    for (SlowReader<?, ?> reader : readers) {
      reader.end.get(Patience.LONG.toSeconds(), SECONDS);
    }
    await().until(() -> SamplerGrpc.newBlockingStub(grpc).sample(stream("after", 10)).hasNext());
  }

  @Test
  void badCallsNameFieldValueAndWhatIsAllowed() {
    double invalidBefore = requests("INVALID_FIELD");
    assertFailure(
        stream("c", 0), Status.Code.INVALID_ARGUMENT, "count is 0; allowed: 1 to 10000000");
    assertFailure(
        stream("c", -1),
        Status.Code.RESOURCE_EXHAUSTED,
        "count is '18446744073709551615'; allowed: 1 to 10000000");
    assertFailure(
        stream("No Such", 1), Status.Code.INVALID_ARGUMENT, "campaign_id is 'No Such'; allowed:");
    assertFailure(
        stream("c", 1, s -> s.setEta(2)),
        Status.Code.INVALID_ARGUMENT,
        "sampling.eta is 2.0; allowed: 0.0 to 1.0");
    assertFailure(
        stream("c", 1, s -> s.setModel("other")),
        Status.Code.NOT_FOUND,
        "sampling.model is 'other'; allowed: one of [seesaw-informed]");
    StatusRuntimeException unknownRelease =
        assertFailure(
            stream("c", 1, s -> s.setRelease("NuFIT-9")),
            Status.Code.NOT_FOUND,
            "sampling.release is 'NuFIT-9'; allowed: one of [");
    assertEquals(ErrorWord.UNKNOWN_RELEASE, GrpcErrors.word(unknownRelease));
    assertEquals(3, requests("INVALID_FIELD") - invalidBefore);
  }

  @Test
  void modelsAreListedWithWhatTheyAnswerWhereARequestSaysNothing() {
    ModelInfo model = defaultModel();
    assertEquals(TestModels.NAME, model.getName());
    assertEquals("anarchy/log1", model.getPrior());
    assertEquals("informed", model.getVariant());
    assertEquals(Ordering.ORDERING_NORMAL, model.getOrdering());
    assertEquals(0.25, model.getDefaultGuidance());
    assertEquals(40, model.getDefaultSteps());
    assertEquals(0.5, model.getDefaultEta());
  }

  @Test
  void anIdleServiceIsReadyAndShowsItsMetrics() throws Exception {
    await().untilAsserted(() -> assertEquals(200, get("/q/health/ready").statusCode()));
    assertTrue(get("/q/health/ready").body().contains("\"model\""));
    SamplerGrpc.newBlockingStub(grpc).sample(stream("metrics", 1)).next();
    await()
        .untilAsserted(
            () -> {
              String metrics = get("/q/metrics").body();
              assertTrue(metrics.contains("nustream_sampler_requests_total{outcome=\"ok\"}"));
              assertTrue(metrics.contains("nustream_sampler_queue_seconds_count"));
              assertTrue(metrics.contains("nustream_sampler_network_seconds_sum"));
              assertTrue(metrics.contains("nustream_sampler_pending 0.0"));
            });
  }

  private StatusRuntimeException assertFailure(
      SampleStreamRequest request, Status.Code code, String inMessage) {
    StatusRuntimeException failure =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                SamplerGrpc.newBlockingStub(grpc)
                    .withDeadlineAfter(Patience.LONG.toSeconds(), SECONDS)
                    .sample(request)
                    .hasNext());
    assertEquals(code, failure.getStatus().getCode(), failure.getMessage());
    assertTrue(failure.getMessage().contains(inMessage), failure.getMessage());
    return failure;
  }

  private double requests(String outcome) {
    var counter = meters.find("nustream.sampler.requests").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url.toString()).resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
