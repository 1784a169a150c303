package nustream.messaging.channels;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import nustream.contracts.Topics;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.SampleStreamRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.flavor.v1.Verdict;
import nustream.messaging.HeaderNames;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.deadletters.DeadLetterCounter;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.SlowReader;
import nustream.messaging.testing.TestTopics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Everything together in a booted service, with the shipped defaults. The drain comes last: it
 * cannot be undone.
 */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ServiceTest {
  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final String campaign = TestTopics.campaign("test");

  @Inject VerdictChannel channel;
  @Inject MeterRegistry metrics;
  @Inject Drain drain;
  @Inject KafkaClientService clients;
  @TestHTTPResource URL url;
  private ManagedChannel grpc;

  @BeforeEach
  void connect() {
    grpc = LoopbackChannel.to(url.getPort());
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    grpc.shutdownNow();
    assertTrue(grpc.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void theClientsHaveTheSharedSettings() {
    var consumer = clients.getConsumer("candidates").configuration();
    assertEquals("earliest", consumer.get("auto.offset.reset"));
    assertEquals("read_committed", consumer.get("isolation.level"));
    assertEquals("6000", String.valueOf(consumer.get("session.timeout.ms")));
    assertEquals("8388608", String.valueOf(consumer.get("max.partition.fetch.bytes")));
    var producer = clients.getProducer("verdicts").configuration();
    assertEquals("all", producer.get("acks"));
    assertEquals("2162688", String.valueOf(producer.get("max.request.size")));
  }

  @Test
  void aRecordPassesWithHeadersAndTheTraceGoesOn() {
    ProducerRecord<String, byte[]> record = block(0, 5, "");
    String parent = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";
    record.headers().add(HeaderNames.TRACE_PARENT, parent.getBytes(StandardCharsets.UTF_8));
    TestTopics.send(record);
    var verdict = TestTopics.await(Topics.VERDICTS, campaign, 1).get(0);
    assertEquals(5, Values.decode(verdict, Verdict.class).getGenerated());
    assertEquals("nustream.flavor.v1.Verdict", TestTopics.header(verdict, HeaderNames.EVENT_TYPE));
    assertEquals(campaign + "/0", TestTopics.header(verdict, HeaderNames.ID));
    String onward = TestTopics.header(verdict, HeaderNames.TRACE_PARENT);
    assertTrue(onward.contains(TRACE_ID), onward);
    assertFalse(onward.equals(parent), "a span of this service, with the same trace");
  }

  @Test
  void poisonBecomesDeadLettersAndTheStreamGoesOn() {
    byte[] broken = {(byte) 0xff, 0x01};
    TestTopics.send(
        new ProducerRecord<>(Topics.CANDIDATES, campaign, broken),
        new ProducerRecord<>(Topics.CANDIDATES, campaign, null),
        block(1, 2000, ""),
        block(2, 1, "fault"),
        block(3, 7, ""));
    var verdict = TestTopics.await(Topics.VERDICTS, campaign, 1).get(0);
    assertEquals(3, Values.decode(verdict, Verdict.class).getBlock());
    var dead = TestTopics.await(Topics.CANDIDATES + ".dlq", campaign, 4);
    assertEquals(
        List.of("UNDECODABLE", "UNDECODABLE", "INVALID_FIELD", "INTERNAL"),
        dead.stream().map(r -> TestTopics.header(r, DeadLetter.REASON)).toList());
    assertArrayEquals(broken, dead.get(0).value());
    assertEquals(null, dead.get(1).value());
    assertEquals(
        "count is 2000; allowed: 1 to 1000", TestTopics.header(dead.get(2), DeadLetter.MESSAGE));
    assertFalse(TestTopics.header(dead.get(3), DeadLetter.MESSAGE).contains("fault of ours"));
    var original = TestTopics.all(Topics.CANDIDATES, campaign).get(2);
    assertEquals(Topics.CANDIDATES, TestTopics.header(dead.get(2), DeadLetter.TOPIC));
    assertEquals("" + original.partition(), TestTopics.header(dead.get(2), DeadLetter.PARTITION));
    assertEquals("" + original.offset(), TestTopics.header(dead.get(2), DeadLetter.OFFSET));
    assertTrue(
        metrics
                .counter(
                    DeadLetterCounter.METRIC, "topic", Topics.CANDIDATES, "reason", "UNDECODABLE")
                .count()
            >= 2);
    assertEquals(1, channel.seen(campaign + "/1"), "not tried again");
  }

  @Test
  void aFailureThatPassesStopsTheChannelAndIsNoDeadLetter() throws Exception {
    var request = SampleRequest.newBuilder().setCampaignId(campaign).build();
    TestTopics.send(new ProducerRecord<>(Topics.SAMPLE_REQUESTS, campaign, request.toByteArray()));
    await().until(() -> channel.seen("refused") == 1);
    await().until(() -> get("/q/health/live").statusCode() == 503);
    assertEquals(List.of(), TestTopics.all(Topics.SAMPLE_REQUESTS + ".dlq", campaign));
  }

  @Test
  void aSlowReaderHoldsTheProducerBackOnTheSharedPort() {
    int before = FailingSampler.MADE.get();
    var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(2);
    SamplerGrpc.newStub(grpc)
        .sample(SampleStreamRequest.newBuilder().setCount(2000).build(), reader);
    await().until(() -> reader.taken.size() == 2);
    // Of 2000: the HTTP/2 window (4 items), what the HTTP server buffers before it says stop, and 2
    // made ahead.
    await()
        .during(Duration.ofSeconds(1))
        .untilAsserted(() -> assertBelow(32, FailingSampler.MADE.get() - before));
    reader.takeAll();
    reader.end.join();
    assertEquals(2000, reader.taken.size());
  }

  @Test
  void aCancelledCallClosesTheSource() {
    int before = FailingSampler.CLOSED.get();
    var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(2);
    SamplerGrpc.newStub(grpc)
        .sample(SampleStreamRequest.newBuilder().setCount(2000).build(), reader);
    await().until(() -> reader.taken.size() == 2);
    reader.cancel();
    await().until(() -> FailingSampler.CLOSED.get() == before + 1);
  }

  @Test
  void aDeadlineClosesTheSource() {
    // Connects first, so that the deadline is not spent on it.
    var connected = SamplerGrpc.newBlockingStub(grpc);
    assertFalse(connected.sample(SampleStreamRequest.getDefaultInstance()).hasNext());
    int before = FailingSampler.CLOSED.get();
    FailingSampler.DEADLINES.clear();
    // Of a call whose deadline passes on its way the service on a busy machine may hear nothing.
    await()
        .until(
            () -> {
              assertPastDeadline(connected.withDeadlineAfter(3, TimeUnit.SECONDS));
              return !FailingSampler.DEADLINES.isEmpty();
            });
    await().until(() -> FailingSampler.CLOSED.get() == before + FailingSampler.DEADLINES.size());
    assertEquals(Set.of(true), Set.copyOf(FailingSampler.DEADLINES), "known to the server");
  }

  private static void assertPastDeadline(SamplerGrpc.SamplerBlockingStub stub) {
    var e =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                stub.sample(SampleStreamRequest.newBuilder().setCampaignId("never").build())
                    .hasNext());
    assertEquals(Status.Code.DEADLINE_EXCEEDED, e.getStatus().getCode());
  }

  @Test
  void errorsHaveTheirWordAndFaultsHideTheirInsides() {
    var stub = SamplerGrpc.newBlockingStub(grpc);
    var known =
        assertThrows(
            StatusRuntimeException.class,
            () -> stub.listModels(ListModelsRequest.getDefaultInstance()));
    assertEquals(Status.Code.NOT_FOUND, known.getStatus().getCode());
    assertEquals("model is 'x'; allowed: seesaw-plain", known.getStatus().getDescription());
    assertEquals(ErrorWord.UNKNOWN_MODEL, GrpcErrors.word(known));
    var fault =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                stub.sample(SampleStreamRequest.newBuilder().setCampaignId("fault").build())
                    .hasNext());
    assertEquals(Status.Code.INTERNAL, fault.getStatus().getCode());
    assertEquals(ErrorWord.INTERNAL, GrpcErrors.word(fault));
    assertFalse(fault.getStatus().getDescription().contains("secret"));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void drainingFinishesWhatHasBegunAndTakesNothingNew() throws Exception {
    assertEquals("UP", drainCheck());
    Drain.Work work = drain.begin();
    var stopped = new CompletableFuture<Void>();
    drain.onStop(() -> stopped.complete(null));
    var drained = CompletableFuture.supplyAsync(drain::drain);
    stopped.join();
    assertFalse(drained.isDone(), "waits for the work in flight");
    assertEquals("DOWN", drainCheck());
    assertEquals(503, get("/q/health/ready").statusCode());
    var e =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                SamplerGrpc.newBlockingStub(grpc)
                    .listModels(ListModelsRequest.getDefaultInstance()));
    assertEquals(Status.Code.UNAVAILABLE, e.getStatus().getCode());
    assertEquals(ErrorWord.DRAINING, GrpcErrors.word(e));
    work.close();
    work.close();
    assertTrue(drained.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
    assertEquals(0, drain.inFlight());
    await()
        .untilAsserted(
            () ->
                assertEquals(
                    clients.getConsumer("candidates").getAssignments().await().indefinitely(),
                    clients.getConsumer("candidates").paused().await().indefinitely()));
    TestTopics.send(block(9, 1, ""));
    await().during(Duration.ofSeconds(1)).until(() -> channel.seen(campaign + "/9") == 0);
  }

  private static void assertBelow(int limit, int made) {
    assertTrue(made < limit, () -> made + " were made");
  }

  /** Status of the readiness check of draining. */
  private String drainCheck() throws Exception {
    var drain = Pattern.compile("\"name\": \"drain\",\\s*\"status\": \"(\\w+)\"");
    var matcher = drain.matcher(get("/q/health/ready").body());
    assertTrue(matcher.find());
    return matcher.group(1);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url.toString()).resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private ProducerRecord<String, byte[]> block(long block, int count, String generator) {
    var message =
        CandidateBlock.newBuilder()
            .setCampaignId(campaign)
            .setBlock(block)
            .setCount(count)
            .setGenerator(generator)
            .build();
    return new ProducerRecord<>(Topics.CANDIDATES, campaign, message.toByteArray());
  }
}
