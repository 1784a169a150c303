package nustream.sampler.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import nustream.contracts.Topics;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.ModelInfo;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.SampleStreamRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.messaging.HeaderNames;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.sampler.serve.Capacity;
import nustream.sampler.serve.FakeGenerators;
import nustream.sampler.serve.TestModels;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The booted service on a real broker and a real port, with generators that answer at once. The
 * drain comes last: it cannot be undone.
 */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@WithTestResource(SamplerResource.class)
@Timeout(value = 1, unit = java.util.concurrent.TimeUnit.MINUTES)
class SamplerServiceTest {
  private static final String REQUESTS = Topics.SAMPLE_REQUESTS;
  private static final String DEAD_LETTERS = Topics.named(REQUESTS).deadLetters();

  @Inject FakeGenerators generators;
  @Inject ModelStore store;
  @Inject Capacity capacity;
  @Inject Drain drain;
  @Inject MeterRegistry meters;
  @TestHTTPResource URL url;
  private ManagedChannel grpc;

  @BeforeEach
  void connect() {
    grpc = NettyChannelBuilder.forAddress("127.0.0.1", url.getPort()).usePlaintext().build();
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    generators.permitAll();
    grpc.shutdownNow();
    assertTrue(grpc.awaitTermination(10, SECONDS));
  }

  @Test
  void aRequestBecomesABlockThatSaysWhatItIs() throws Exception {
    String campaign = TestTopics.campaign("whole");
    String digest = store.current(TestModels.NAME).orElseThrow();
    TestTopics.send(List.of(request(campaign, 3, s -> s.setModel(digest))));

    ConsumerRecord<String, byte[]> record = TestTopics.await(Topics.CANDIDATES, campaign, 1).get(0);
    assertEquals("application/x-protobuf", TestTopics.header(record, HeaderNames.CONTENT_TYPE));
    assertEquals(
        "nustream.flavor.v1.CandidateBlock", TestTopics.header(record, HeaderNames.EVENT_TYPE));
    assertEquals(campaign + "/3", TestTopics.header(record, HeaderNames.ID));
    CandidateBlock block = Values.decode(record, CandidateBlock.class);
    assertEquals(campaign, block.getCampaignId());
    assertEquals(3, block.getBlock());
    assertEquals(20, block.getCount());
    assertEquals(digest, block.getModelDigest());
    assertEquals("anarchy/log1", block.getPrior());
    assertEquals(sampling(s -> s.setModel(digest)), asked(block.getSampling()));
    assertEquals(0.25, block.getSampling().getGuidance());
    assertEquals(40, block.getSampling().getSteps());
    assertEquals(0.5, block.getSampling().getEta());
    assertEquals(Target.TARGET_BOX, block.getSampling().getTarget());
    assertEquals("NuFIT-6.0-SK", block.getSampling().getRelease());
    assertArrayEquals(
        FakeGenerators.parameters(digest, block.getSampling(), 3, 20), parameters(block));
  }

  @Test
  void aRepeatedRequestGivesTheSameBytes() throws Exception {
    String campaign = TestTopics.campaign("again");
    TestTopics.send(List.of(request(campaign, 0, s -> s), request(campaign, 0, s -> s)));

    List<ConsumerRecord<String, byte[]>> blocks = TestTopics.await(Topics.CANDIDATES, campaign, 2);
    assertArrayEquals(blocks.get(0).value(), blocks.get(1).value());
    assertEquals(blocks.get(0).partition(), blocks.get(1).partition());
  }

  @Test
  void whatCannotBeServedBecomesDeadLettersAndTheStreamGoesOn() throws Exception {
    String campaign = TestTopics.campaign("dead");
    ProducerRecord<String, byte[]> withHeader =
        request(campaign, 2, s -> s.setModel("no-such-model"));
    withHeader.headers().add("note", "kept".getBytes(UTF_8));
    TestTopics.send(
        List.of(
            new ProducerRecord<>(REQUESTS, campaign, new byte[] {(byte) 0xff, 1}),
            TestTopics.record(
                REQUESTS, campaign, SampleRequest.newBuilder().setCampaignId(campaign).build()),
            withHeader,
            request(campaign, 3, s -> s.setRelease("NuFIT-0.0")),
            request(campaign, 4, s -> s.setGuidance(-1)),
            request(campaign, 5, s -> s.setOrdering(Ordering.ORDERING_INVERTED)),
            request(campaign, 6, s -> s.setGuidance(FakeGenerators.FAULT)),
            request(campaign, 7, s -> s)));

    CandidateBlock served =
        Values.decode(
            TestTopics.await(Topics.CANDIDATES, campaign, 1).get(0), CandidateBlock.class);
    assertEquals(7, served.getBlock());
    List<ConsumerRecord<String, byte[]>> dead = TestTopics.await(DEAD_LETTERS, campaign, 7);
    assertEquals(
        List.of(
            "INTERNAL",
            "INVALID_FIELD",
            "INVALID_FIELD",
            "INVALID_FIELD",
            "UNDECODABLE",
            "UNKNOWN_MODEL",
            "UNKNOWN_RELEASE"),
        dead.stream().map(r -> TestTopics.header(r, DeadLetter.REASON)).sorted().toList());
    ConsumerRecord<String, byte[]> unknownModel =
        dead.stream()
            .filter(r -> TestTopics.header(r, DeadLetter.REASON).equals("UNKNOWN_MODEL"))
            .findFirst()
            .orElseThrow();
    assertEquals("kept", TestTopics.header(unknownModel, "note"));
    assertArrayEquals(withHeader.value(), unknownModel.value());
    assertEquals(
        "sampling.model is 'no-such-model'; allowed: one of [seesaw-informed] or a digest",
        TestTopics.header(unknownModel, DeadLetter.MESSAGE));
    assertEquals(1, TestTopics.all(Topics.CANDIDATES, campaign).size());
  }

  @Test
  void requestsBeyondTheBoundStayInKafkaAndNoneIsLostOrRepeated() throws Exception {
    String campaign = TestTopics.campaign("held");
    int blocks = 40;
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      records.add(request(campaign, block, s -> s));
    }
    TestTopics.send(records);

    await().until(() -> generators.begun(campaign) == capacity.workers());
    await()
        .during(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertTrue(
                    meters.get("nustream.sampler.pending").gauge().value()
                        <= capacity.kafkaWaiting()));
    generators.permit(campaign, blocks);

    List<Long> served =
        TestTopics.await(Topics.CANDIDATES, campaign, blocks).stream()
            .map(record -> Values.decode(record, CandidateBlock.class).getBlock())
            .sorted()
            .toList();
    assertEquals(LongStream.range(0, blocks).boxed().toList(), served);
  }

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
    SlowReader reader = new SlowReader(2);
    SamplerGrpc.newStub(grpc).sample(stream(campaign, 500 * blocks), reader);
    await().until(() -> reader.taken.size() == 2);

    // One per worker made ahead; the rest is in the connection's windows, which hold 1 MiB of
    // blocks of 82 KiB in the client and as much on the way.
    await().during(Duration.ofSeconds(1)).until(() -> generators.begun(campaign) < 40);
    reader.takeAll();
    reader.end.join();
    assertEquals(blocks, reader.taken.size());
    assertEquals(blocks, generators.begun(campaign));
  }

  @Test
  void aCancelledCallStopsTheWork() throws Exception {
    String campaign = TestTopics.campaign("held");
    double cancelledBefore = requests("CANCELLED");
    SlowReader reader = new SlowReader(2);
    SamplerGrpc.newStub(grpc).sample(stream(campaign, 500 * 200), reader);
    await().until(() -> generators.begun(campaign) == capacity.workers());
    generators.permit(campaign, 1);
    await().until(() -> reader.taken.size() == 1);
    await().until(() -> generators.begun(campaign) == capacity.workers() + 1);

    reader.cancel();
    await().until(() -> drain.inFlight() == 0);
    String other = TestTopics.campaign("held");
    SlowReader next = new SlowReader(2);
    SamplerGrpc.newStub(grpc).sample(stream(other, 500), next);
    generators.permit(campaign, 100);
    generators.permit(other, 100);
    next.end.get(10, SECONDS);

    // What was in work is thrown away; nothing more was begun.
    assertEquals(capacity.workers() + 1, generators.begun(campaign));
    assertEquals(cancelledBefore, requests("CANCELLED"), "all blocks asked for were in work");
  }

  @Test
  void streamsBeyondTheLimitAreTurnedAwayAndComeBackWhenOneEnds() throws Exception {
    String campaign = TestTopics.campaign("held");
    // Connected, so that the calls below arrive in this order.
    assertEquals(TestModels.NAME, defaultModel().getName());
    List<SlowReader> readers = new ArrayList<>();
    for (int stream = 0; stream < capacity.streams(); stream++) {
      SlowReader reader = new SlowReader(10);
      readers.add(reader);
      SamplerGrpc.newStub(grpc).sample(stream(campaign, 500), reader);
    }
    assertFailure(stream(campaign, 500), Status.Code.UNAVAILABLE, "all 8 streams are in use");
    generators.permit(campaign, 1000);
    for (SlowReader reader : readers) {
      reader.end.get(10, SECONDS);
    }
    await().until(() -> SamplerGrpc.newBlockingStub(grpc).sample(stream("after", 10)).hasNext());
  }

  @Test
  void badCallsNameFieldValueAndWhatIsAllowed() {
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
  }

  @Test
  void aReleaseThatIsAnnouncedIsSwappedInAndTheOldOneCanStillBeAskedFor() throws Exception {
    String before = store.current(TestModels.NAME).orElseThrow();
    ModelRelease second = TestModels.release(store, TestModels.NAME, "second");
    TestTopics.send(
        List.of(
            TestTopics.record(
                Topics.MODELS,
                TestModels.NAME,
                nustream.models.v1.ModelRelease.newBuilder()
                    .setName(TestModels.NAME)
                    .setDigest(second.digest())
                    .build())));

    await().untilAsserted(() -> assertEquals(second.digest(), defaultModel().getDigest()));
    assertEquals(
        before,
        SamplerGrpc.newBlockingStub(grpc)
            .sample(stream("old", 1, s -> s.setModel(before)))
            .next()
            .getModelDigest());
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

  @Test
  @Order(Integer.MAX_VALUE)
  void drainingFinishesTheBlocksInWorkAndLeavesTheRest() throws Exception {
    String campaign = TestTopics.campaign("held");
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int block = 0; block < 20; block++) {
      records.add(request(campaign, block, s -> s));
    }
    TestTopics.send(records);
    await().until(() -> generators.begun(campaign) == capacity.workers());
    await().until(() -> drain.inFlight() == capacity.kafkaInFlight());

    CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(drain::drain);
    await().until(() -> drain.inFlight() == capacity.workers());
    assertFalse(drained.isDone(), "waits for the blocks in work");
    generators.permit(campaign, records.size());

    assertTrue(drained.get(10, SECONDS));
    assertEquals(capacity.workers(), TestTopics.all(Topics.CANDIDATES, campaign).size());
    assertEquals(capacity.workers(), generators.begun(campaign));
    assertEquals(List.of(), TestTopics.all(DEAD_LETTERS, campaign));
  }

  private ModelInfo defaultModel() {
    return SamplerGrpc.newBlockingStub(grpc)
        .listModels(ListModelsRequest.getDefaultInstance())
        .getModelsList()
        .stream()
        .filter(ModelInfo::getIsDefault)
        .findFirst()
        .orElseThrow();
  }

  private StatusRuntimeException assertFailure(
      SampleStreamRequest request, Status.Code code, String inMessage) {
    StatusRuntimeException failure =
        assertThrows(
            StatusRuntimeException.class,
            () -> SamplerGrpc.newBlockingStub(grpc).sample(request).hasNext());
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

  private static double[] parameters(CandidateBlock block) {
    double[] parameters = new double[block.getCount() * 21];
    ByteBuffer.wrap(block.getParameters().toByteArray())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(parameters);
    return parameters;
  }

  private static ProducerRecord<String, byte[]> request(
      String campaign, long block, UnaryOperator<Sampling.Builder> change) {
    return TestTopics.record(
        REQUESTS,
        campaign,
        SampleRequest.newBuilder()
            .setCampaignId(campaign)
            .setBlock(block)
            .setCount(20)
            .setSampling(sampling(change))
            .build());
  }

  private static SampleStreamRequest stream(String campaign, long count) {
    return stream(campaign, count, s -> s);
  }

  private static SampleStreamRequest stream(
      String campaign, long count, UnaryOperator<Sampling.Builder> change) {
    return SampleStreamRequest.newBuilder()
        .setCampaignId(campaign)
        .setCount(count)
        .setSampling(sampling(change))
        .build();
  }

  private static Sampling sampling(UnaryOperator<Sampling.Builder> change) {
    return change
        .apply(Sampling.newBuilder().setOrdering(Ordering.ORDERING_NORMAL).setSeed(5))
        .build();
  }

  /** Without what the service filled in. */
  private static Sampling asked(Sampling filled) {
    return filled.toBuilder()
        .clearRelease()
        .clearGuidance()
        .clearSteps()
        .clearEta()
        .clearTarget()
        .build();
  }
}
