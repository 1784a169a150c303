package nustream.filter;

import static java.util.Comparator.comparingLong;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import nustream.contracts.Topics;
import nustream.filter.judging.BlockJudge;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.EvaluateRequest;
import nustream.flavor.v1.EvaluateResponse;
import nustream.flavor.v1.FilterGrpc;
import nustream.flavor.v1.LightMassMatrix;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Verdict;
import nustream.messaging.ComputeSeconds;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.TestTopics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The booted service on a real broker and a real port. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FilterServiceTest {
  private final String campaign = TestTopics.campaign("test");

  @Inject FilterConfig config;
  @TestHTTPResource URL url;
  private ManagedChannel channel;

  @BeforeEach
  void connect() {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", url.getPort()).usePlaintext().build();
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    channel.shutdownNow();
    assertTrue(channel.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void everyBlockGivesItsSolutionsAndItsVerdictOnceWithTheBytesOfTheJudge() throws Exception {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      records.add(record(Blocks.mixed(campaign, number).toByteArray()));
    }
    ComputeSeconds.set(records.get(17).headers(), 0.75);
    TestTopics.send(records);
    // Blocks are spread over partitions, which keep no order among each other.
    var solutions = new ArrayList<>(read(Topics.SOLUTIONS, 50));
    solutions.sort(comparingLong(r -> Values.decode(r, SolutionBlock.class).getBlock()));
    var verdicts = new ArrayList<>(read(Topics.VERDICTS, 50));
    verdicts.sort(comparingLong(r -> Values.decode(r, Verdict.class).getBlock()));
    List<Long> all = LongStream.range(0, 50).boxed().toList();
    assertEquals(
        all,
        solutions.stream().map(r -> Values.decode(r, SolutionBlock.class).getBlock()).toList());
    assertEquals(
        all, verdicts.stream().map(r -> Values.decode(r, Verdict.class).getBlock()).toList());
    var expected = new BlockJudge(config.maxBlockCount()).judge(Blocks.mixed(campaign, 17));
    assertArrayEquals(expected.solutions().toByteArray(), solutions.get(17).value());
    assertArrayEquals(expected.verdict().toByteArray(), verdicts.get(17).value());
    // What the block cost goes on with what is made of it; nobody measured the others.
    assertEquals(OptionalDouble.of(0.75), ComputeSeconds.of(verdicts.get(17).headers()));
    assertEquals(OptionalDouble.of(0.75), ComputeSeconds.of(solutions.get(17).headers()));
    assertEquals(OptionalDouble.empty(), ComputeSeconds.of(verdicts.get(16).headers()));
  }

  @Test
  void poisonBecomesDeadLettersAndTheStreamGoesOn() throws Exception {
    byte[] noMessage = "no protobuf".getBytes(StandardCharsets.UTF_8);
    CandidateBlock good = Blocks.mixed(campaign, 1);
    CandidateBlock torn =
        good.toBuilder().setParameters(good.getParameters().substring(0, 100)).build();
    CandidateBlock tooMany = good.toBuilder().setCount(1_000_000).build();
    CandidateBlock unknown =
        good.toBuilder().setSampling(good.getSampling().toBuilder().setRelease("NuFIT-99")).build();
    TestTopics.send(
        List.of(
            record(noMessage),
            record(torn.toByteArray()),
            record(tooMany.toByteArray()),
            record(unknown.toByteArray()),
            record(good.toByteArray())));
    assertEquals(1, read(Topics.VERDICTS, 1).size());
    var dead = read(Topics.CANDIDATES + ".dlq", 4);
    assertEquals(
        List.of("UNDECODABLE", "INVALID_FIELD", "INVALID_FIELD", "UNKNOWN_RELEASE"),
        dead.stream().map(r -> TestTopics.header(r, DeadLetter.REASON)).toList());
    assertArrayEquals(noMessage, dead.get(0).value());
    assertEquals(
        "count is 1000000; allowed: 1 to 4000", TestTopics.header(dead.get(2), DeadLetter.MESSAGE));
    await()
        .untilAsserted(
            () ->
                assertTrue(
                    get("/q/metrics")
                        .body()
                        .lines()
                        .anyMatch(
                            line ->
                                line.startsWith("nustream_dead_letters_total")
                                    && line.contains("UNKNOWN_RELEASE")
                                    && line.contains(Topics.CANDIDATES))));
  }

  @Test
  void matricesAreAnsweredInOrder() throws Exception {
    var answers = new Answers();
    StreamObserver<EvaluateRequest> requests = FilterGrpc.newStub(channel).evaluate(answers);
    for (int i = 0; i < 300; i++) {
      requests.onNext(light("r" + i));
    }
    requests.onCompleted();
    answers.end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    assertEquals(300, answers.taken.size());
    for (int i = 0; i < 300; i++) {
      assertEquals("r" + i, answers.taken.get(i).getId());
      assertTrue(answers.taken.get(i).getAccepted());
      assertEquals(212, answers.taken.get(i).getObservables().getDeltaDeg(), 1e-7);
    }
  }

  @Test
  void aMalformedRequestEndsTheStreamWithItsName() {
    var answers = new Answers();
    StreamObserver<EvaluateRequest> requests = FilterGrpc.newStub(channel).evaluate(answers);
    requests.onNext(light("good"));
    var bad = light("bad").toBuilder();
    bad.getLightBuilder().setMassMatrixEv(4, Double.POSITIVE_INFINITY);
    requests.onNext(bad.build());
    var thrown = assertThrows(ExecutionException.class, answers.end::get).getCause();
    Status status = Status.fromThrowable(thrown);
    assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
    assertEquals(
        "request 'bad': light.mass_matrix_ev[4] is Infinity; allowed: a finite number",
        status.getDescription());
    assertEquals(ErrorWord.INVALID_FIELD, GrpcErrors.word(thrown));
    assertEquals(List.of("good"), answers.taken.stream().map(EvaluateResponse::getId).toList());
  }

  @Test
  void streamsAboveTheLimitAreTurnedAwayAndComeFreeWhenOthersEnd() {
    List<StreamObserver<EvaluateRequest>> open = new ArrayList<>();
    for (int i = 0; i < config.evaluate().maxStreams(); i++) {
      var answers = new Answers();
      open.add(FilterGrpc.newStub(channel).evaluate(answers));
      open.get(i).onNext(light("r"));
      await().until(() -> answers.taken.size() == 1);
    }
    var refused = new Answers();
    FilterGrpc.newStub(channel).evaluate(refused);
    var thrown = assertThrows(ExecutionException.class, refused.end::get).getCause();
    assertEquals(ErrorWord.OVERLOADED, GrpcErrors.word(thrown));
    open.get(0).onCompleted();
    open.get(1).onError(Status.CANCELLED.asRuntimeException());
    // The places come free on other threads than the one that takes the next call in.
    await()
        .ignoreException(ExecutionException.class)
        .untilAsserted(
            () -> {
              var answers = new Answers();
              var stream = FilterGrpc.newStub(channel).evaluate(answers);
              stream.onNext(light("r"));
              stream.onCompleted();
              answers.end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
              assertEquals(1, answers.taken.size());
            });
    open.subList(2, open.size()).forEach(StreamObserver::onCompleted);
  }

  @Test
  void anIdleServiceIsReadyAndLive() throws Exception {
    await().until(() -> get("/q/health/ready").statusCode() == 200);
    assertEquals(200, get("/q/health/live").statusCode());
  }

  @Test
  void theSettingsHaveTheseNamesAndDefaults() {
    assertEquals("0", config.instance());
    assertEquals("physics-filter", config.group());
    assertEquals(20, config.maxBatchBlocks());
    assertEquals(4000, config.maxBlockCount());
    assertEquals("NuFIT-6.0-SK", config.defaultRelease());
    assertEquals(2, config.evaluate().threads());
    assertEquals(16, config.evaluate().window());
    assertEquals(64, config.evaluate().maxStreams());
  }

  private EvaluateRequest light(String id) {
    return EvaluateRequest.newBuilder()
        .setId(id)
        .setOrdering(Ordering.ORDERING_NORMAL)
        .setLight(
            LightMassMatrix.newBuilder()
                .addAllMassMatrixEv(KnownSeesaw.boxed(KnownSeesaw.bestFit().lightMatrix())))
        .build();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url.toString()).resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private ProducerRecord<String, byte[]> record(byte[] value) {
    return new ProducerRecord<>(Topics.CANDIDATES, campaign, value);
  }

  /** So many records of this campaign, and no more. */
  private List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
    TestTopics.await(topic, campaign, count);
    List<ConsumerRecord<String, byte[]>> found = TestTopics.all(topic, campaign);
    assertEquals(count, found.size());
    return found;
  }

  private static final class Answers implements StreamObserver<EvaluateResponse> {
    final List<EvaluateResponse> taken = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> end = new CompletableFuture<>();

    @Override
    public void onNext(EvaluateResponse answer) {
      taken.add(answer);
    }

    @Override
    public void onError(Throwable thrown) {
      end.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {
      end.complete(null);
    }
  }
}
