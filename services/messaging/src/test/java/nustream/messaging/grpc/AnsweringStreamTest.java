package nustream.messaging.grpc;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import nustream.flavor.v1.EvaluateRequest;
import nustream.flavor.v1.EvaluateResponse;
import nustream.flavor.v1.FilterGrpc;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.SlowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AnsweringStreamTest {
  private static final int WINDOW = 8;

  /** An answer of 32 KiB, so that a few fill the transport. */
  private static final String LONG_NAME = "x".repeat(32 * 1024);

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  @AfterEach
  void stop() {
    await().until(() -> ended.get() == 1);
    executor.shutdownNow();
  }

  @Test
  void everyRequestIsAnsweredInOrder() throws Exception {
    try (var server = serving(this::echo)) {
      var reader = new SlowReader<EvaluateRequest, EvaluateResponse>(Integer.MAX_VALUE);
      StreamObserver<EvaluateRequest> requests =
          FilterGrpc.newStub(server.channel).evaluate(reader);
      IntStream.range(0, 200).forEach(i -> requests.onNext(request(i)));
      requests.onCompleted();
      reader.end.get();
      List<String> expected = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
      assertEquals(expected, reader.taken.stream().map(EvaluateResponse::getId).toList());
    }
  }

  @Test
  void aReaderThatTakesNoAnswersStopsItsRequests() throws Exception {
    try (var server = serving(this::longEcho)) {
      var reader = new SlowReader<EvaluateRequest, EvaluateResponse>(1);
      StreamObserver<EvaluateRequest> requests =
          FilterGrpc.newStub(server.channel).evaluate(reader);
      IntStream.range(0, 1000).forEach(i -> requests.onNext(request(i)));
      requests.onCompleted();
      // The HTTP/2 window, the 32 KiB after which the transport is not ready, rounded up, and the
      // one that was taken.
      int most = LoopbackChannel.WINDOW_BYTES / LONG_NAME.length() + 3;
      await().until(() -> answered.get() > 1);
      await().during(Duration.ofSeconds(1)).until(() -> answered.get() <= most);
      reader.takeAll();
      reader.end.get();
      assertEquals(1000, reader.taken.size());
    }
  }

  @Test
  void aFailedRequestEndsTheStreamAfterTheAnswersBeforeIt() throws Exception {
    Function<EvaluateRequest, EvaluateResponse> refusing =
        request -> {
          if (request.getId().equals("3")) {
            throw NustreamException.invalid("request '3': release", "", "a release");
          }
          return echo(request);
        };
    try (var server = serving(refusing)) {
      var reader = new SlowReader<EvaluateRequest, EvaluateResponse>(100);
      StreamObserver<EvaluateRequest> requests =
          FilterGrpc.newStub(server.channel).evaluate(reader);
      IntStream.range(0, 5).forEach(i -> requests.onNext(request(i)));
      var thrown = assertThrows(ExecutionException.class, reader.end::get);
      Status status = Status.fromThrowable(thrown);
      assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
      assertTrue(status.getDescription().contains("request '3'"), status::getDescription);
      assertEquals(ErrorWord.INVALID_FIELD, GrpcErrors.word(thrown.getCause()));
      assertEquals(3, reader.taken.size());
    }
  }

  @Test
  void aCancelledCallStopsAnswering() throws Exception {
    try (var server = serving(this::longEcho)) {
      var reader = new SlowReader<EvaluateRequest, EvaluateResponse>(1);
      StreamObserver<EvaluateRequest> requests =
          FilterGrpc.newStub(server.channel).evaluate(reader);
      IntStream.range(0, 1000).forEach(i -> requests.onNext(request(i)));
      await().until(() -> reader.taken.size() == 1);
      reader.cancel();
      await().during(Duration.ofMillis(500)).until(() -> answered.get() < 100);
    }
  }

  private EvaluateResponse echo(EvaluateRequest request) {
    answered.incrementAndGet();
    return EvaluateResponse.newBuilder().setId(request.getId()).build();
  }

  private EvaluateResponse longEcho(EvaluateRequest request) {
    return echo(request).toBuilder().addFailed(LONG_NAME).build();
  }

  private GrpcServer serving(Function<EvaluateRequest, EvaluateResponse> answer) throws Exception {
    return new GrpcServer(
        new FilterGrpc.FilterImplBase() {
          @Override
          public StreamObserver<EvaluateRequest> evaluate(StreamObserver<EvaluateResponse> reader) {
            return AnsweringStream.serve(reader, answer, WINDOW, executor, ended::incrementAndGet);
          }
        });
  }

  private static EvaluateRequest request(int id) {
    return EvaluateRequest.newBuilder().setId(Integer.toString(id)).build();
  }
}
