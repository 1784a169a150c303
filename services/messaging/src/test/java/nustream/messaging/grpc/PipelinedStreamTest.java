package nustream.messaging.grpc;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
class PipelinedStreamTest {
  private static final int WINDOW = 8;

  /** An answer of 32 KiB, so that a few fill the transport. */
  private static final String LONG_NAME = "x".repeat(32 * 1024);

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final List<Answer> begun = new CopyOnWriteArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();

  private record Answer(EvaluateRequest request, CompletableFuture<EvaluateResponse> future) {
    void give(String failed) {
      future.complete(
          EvaluateResponse.newBuilder().setId(request.getId()).addFailed(failed).build());
    }
  }

  @AfterEach
  void stop() {
    await().until(() -> ended.get() == 1);
    executor.shutdownNow();
  }

  @Test
  void answersMadeInAnyOrderAreSentInThatOfTheRequests() throws Exception {
    try (var server = serving()) {
      var reader = call(server, WINDOW, Integer.MAX_VALUE);
      await().until(() -> begun.size() == WINDOW);
      for (int i = WINDOW - 1; i >= 0; i--) {
        begun.get(i).give("");
      }
      reader.end.get();
      List<String> expected = IntStream.range(0, WINDOW).mapToObj(Integer::toString).toList();
      assertEquals(expected, reader.taken.stream().map(EvaluateResponse::getId).toList());
    }
  }

  @Test
  void noMoreThanTheWindowIsBegunBeforeItsAnswersAreSent() throws Exception {
    try (var server = serving()) {
      var reader = call(server, 100, Integer.MAX_VALUE);
      await().during(Duration.ofMillis(500)).until(() -> begun.size() == WINDOW);
      for (int i = 0; i < 100; i++) {
        int next = i;
        await().until(() -> begun.size() > next);
        assertTrue(begun.size() <= i + WINDOW, () -> begun.size() + " begun");
        begun.get(i).give("");
      }
      reader.end.get();
      assertEquals(100, reader.taken.size());
    }
  }

  @Test
  void aReaderThatTakesNoAnswersStopsItsRequests() throws Exception {
    try (var server = serving()) {
      CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> giveAll(1000));
      var reader = call(server, 1000, 1);
      // The HTTP/2 window, the 32 KiB after which the transport is not ready, rounded up, the one
      // that was taken, and the window of the stream.
      int most = LoopbackChannel.WINDOW_BYTES / LONG_NAME.length() + 3 + WINDOW;
      await().until(() -> reader.taken.size() == 1);
      await().during(Duration.ofSeconds(1)).until(() -> begun.size() <= most);
      reader.takeAll();
      reader.end.get();
      answering.get();
      assertEquals(1000, reader.taken.size());
    }
  }

  @Test
  void aFailedAnswerEndsTheCallAfterThoseBeforeItAndCancelsTheRest() throws Exception {
    try (var server = serving()) {
      var reader = call(server, 4, 100);
      await().until(() -> begun.size() == 4);
      begun
          .get(1)
          .future()
          .completeExceptionally(new NustreamException(ErrorWord.OVERLOADED, "full"));
      begun.get(0).give("");
      var thrown = assertThrows(ExecutionException.class, reader.end::get);
      assertEquals(ErrorWord.OVERLOADED, GrpcErrors.word(thrown.getCause()));
      assertEquals(1, reader.taken.size());
      await().until(() -> begun.get(3).future().isCancelled());
    }
  }

  @Test
  void aCancelledCallCancelsItsAnswers() throws Exception {
    try (var server = serving()) {
      var reader = call(server, 1000, 1);
      await().until(() -> begun.size() == WINDOW);
      reader.cancel();
      await().until(() -> begun.stream().allMatch(answer -> answer.future().isCancelled()));
      assertEquals(WINDOW, begun.size());
    }
  }

  private SlowReader<EvaluateRequest, EvaluateResponse> call(
      GrpcServer server, int requests, int taken) {
    var reader = new SlowReader<EvaluateRequest, EvaluateResponse>(taken);
    StreamObserver<EvaluateRequest> sender = FilterGrpc.newStub(server.channel).evaluate(reader);
    for (int i = 0; i < requests; i++) {
      sender.onNext(EvaluateRequest.newBuilder().setId(Integer.toString(i)).build());
    }
    sender.onCompleted();
    return reader;
  }

  private void giveAll(int count) {
    for (int i = 0; i < count; i++) {
      int next = i;
      await().pollInterval(Duration.ofMillis(1)).until(() -> begun.size() > next);
      begun.get(i).give(LONG_NAME);
    }
  }

  private GrpcServer serving() throws Exception {
    return new GrpcServer(
        new FilterGrpc.FilterImplBase() {
          @Override
          public StreamObserver<EvaluateRequest> evaluate(StreamObserver<EvaluateResponse> reader) {
            return PipelinedStream.serve(
                reader, this::begin, WINDOW, executor, ended::incrementAndGet);
          }

          private CompletableFuture<EvaluateResponse> begin(EvaluateRequest request) {
            var answer = new Answer(request, new CompletableFuture<>());
            begun.add(answer);
            return answer.future();
          }
        });
  }
}
