package nustream.campaigns.api;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import nustream.campaigns.board.Board;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.BackPressuredStream;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.grpc.Source;

/** Answers calls from worker threads, and counts them by outcome: ok, or the error word. */
@ApplicationScoped
class Calls {
  private static final String METRIC = "nustream.campaigns.requests";

  private final MeterRegistry metrics;
  private final ExecutorService executor;

  @Inject
  Calls(MeterRegistry metrics, Board board, ExecutorService executor) {
    metrics.gauge("nustream.campaigns.watches", board, Board::watches);
    this.metrics = metrics;
    this.executor = executor;
  }

  /** Answers with what the work gives. */
  <A> void answer(StreamObserver<A> reader, Supplier<CompletionStage<A>> work) {
    // With a handler of any kind, answering a caller who has gone is no error.
    ((ServerCallStreamObserver<A>) reader).setOnCancelHandler(() -> {});
    try {
      var unused =
          work.get()
              .whenCompleteAsync((answer, failure) -> close(reader, answer, failure), executor);
    } catch (NustreamException e) {
      refuse(reader, e);
    }
  }

  /** Answers with a stream. */
  <A> void stream(StreamObserver<A> reader, Supplier<Source<A>> items) {
    try {
      BackPressuredStream.serve(reader, items.get(), 1, executor);
      count("ok");
    } catch (NustreamException e) {
      refuse(reader, e);
    }
  }

  /** Answers with a stream that takes time to open. */
  <A> void streamLater(StreamObserver<A> reader, Supplier<Source<A>> items) {
    CompletableFuture<Source<A>> opened = CompletableFuture.supplyAsync(items, executor);
    BackPressuredStream.serve(reader, new LateSource<>(opened), 1, executor);
    var unused = opened.whenComplete((source, failure) -> count(outcome(failure)));
  }

  private static String outcome(Throwable failure) {
    if (failure == null) {
      return "ok";
    }
    return failure.getCause() instanceof NustreamException told
        ? told.word().name()
        : ErrorWord.INTERNAL.name();
  }

  private <A> void close(StreamObserver<A> reader, A answer, Throwable failure) {
    if (failure != null) {
      refuse(reader, failure);
      return;
    }
    reader.onNext(answer);
    reader.onCompleted();
    count("ok");
  }

  private void refuse(StreamObserver<?> reader, Throwable failure) {
    StatusRuntimeException status = GrpcErrors.status(failure);
    reader.onError(status);
    count(GrpcErrors.word(status).name());
  }

  private void count(String outcome) {
    metrics.counter(METRIC, "outcome", outcome).increment();
  }
}
