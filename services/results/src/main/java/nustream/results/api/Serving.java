package nustream.results.api;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.BackPressuredStream;
import nustream.messaging.grpc.GrpcErrors;
import nustream.results.ResultsConfig;
import nustream.results.ResultsMetrics;
import nustream.results.store.ExportFile;
import nustream.results.store.QueryCancel;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.Stored;
import nustream.results.stream.Intake;
import nustream.results.v1.ExportChunk;

/**
 * What calls have in common, whatever they are about: a place, how fresh the answer is, and how
 * they end. Nothing here blocks.
 */
@ApplicationScoped
class Serving {
  private final SolutionDatabase database;
  private final Intake intake;
  private final Workers workers;
  private final ResultsMetrics metrics;
  private final Duration exportTime;
  private final Places streamPlaces;
  private final Places summaryPlaces;
  private final Places exportPlaces;

  @Inject
  Serving(
      ResultsConfig config,
      SolutionDatabase database,
      Intake intake,
      Workers workers,
      ResultsMetrics metrics,
      Drain drain) {
    this.database = database;
    this.intake = intake;
    this.workers = workers;
    this.metrics = metrics;
    this.exportTime = config.exportTime();
    this.streamPlaces = new Places("streams", config.maxStreams(), ErrorWord.OVER_LIMIT);
    this.summaryPlaces = new Places("summaries", config.maxSummaries(), ErrorWord.OVERLOADED);
    this.exportPlaces = new Places("exports", config.maxExports(), ErrorWord.OVER_LIMIT);
    metrics.gauge("streams", streamPlaces::inUse);
    metrics.gauge("exports", exportPlaces::inUse);
    metrics.gauge("pending", summaryPlaces::inUse);
    drain.onStop(streamPlaces::endAll);
    drain.onStop(exportPlaces::endAll);
  }

  /**
   * Answers with a stream.
   *
   * @param asked checks the request
   */
  <S extends Stored, I> void stream(
      String method, StreamObserver<I> observer, Supplier<StreamOrder<S, I>> asked) {
    var outcome = new CallOutcome(metrics, method);
    guarded(
        outcome,
        () -> {
          StreamOrder<S, I> order = asked.get();
          Places.Place place = streamPlaces.take();
          var source =
              new WalkSource<>(
                  database,
                  order,
                  upToDate(order.terms().untilEnd()),
                  workers.queries(),
                  outcome,
                  place::close);
          place.endWith(source::drain);
          BackPressuredStream.serve(observer, source, 1, workers.senders());
        });
  }

  /**
   * Answers with the outcome of a query.
   *
   * @param fresh of all that the topics hold now
   * @param asked checks the request, and answers the query
   */
  <T> void summarize(
      String method,
      StreamObserver<T> observer,
      boolean fresh,
      Supplier<Function<QueryCancel, T>> asked) {
    var outcome = new CallOutcome(metrics, method);
    guarded(
        outcome,
        () -> {
          Function<QueryCancel, T> query = asked.get();
          Places.Place place = summaryPlaces.take();
          var cancel = new QueryCancel();
          ((ServerCallStreamObserver<T>) observer).setOnCancelHandler(cancel::cancel);
          Context.current().addListener(context -> cancel.cancel(), Runnable::run);
          var unused =
              upToDate(fresh)
                  .thenApplyAsync(done -> query.apply(cancel), workers.queries())
                  .whenComplete(
                      (summary, failure) -> {
                        place.close();
                        answer(observer, summary, failure, outcome);
                      });
        });
  }

  /**
   * Answers with the chunks of a file.
   *
   * @param asked checks the request, and answers what writes the file
   */
  void export(
      String method,
      StreamObserver<ExportChunk> observer,
      Supplier<Function<QueryCancel, ExportFile>> asked) {
    var outcome = new CallOutcome(metrics, method);
    guarded(
        outcome,
        () -> {
          Function<QueryCancel, ExportFile> writing = asked.get();
          Places.Place place = exportPlaces.take();
          var over = new CompletableFuture<Void>();
          var source =
              new ExportSource(
                  upToDate(true),
                  writing,
                  workers.queries(),
                  outcome,
                  () -> {
                    place.close();
                    over.complete(null);
                  });
          place.endWith(() -> source.end(draining()));
          var unused =
              over.orTimeout(exportTime.toMillis(), TimeUnit.MILLISECONDS)
                  .exceptionally(
                      late -> {
                        source.end(tooLong());
                        return null;
                      });
          BackPressuredStream.serve(observer, source, 1, workers.senders());
        });
  }

  private CompletionStage<Void> upToDate(boolean wanted) {
    return wanted ? intake.upToDate() : CompletableFuture.completedFuture(null);
  }

  private static void guarded(CallOutcome outcome, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      NustreamException told = outcome.failed(e);
      outcome.close();
      throw told;
    }
  }

  private static <T> void answer(
      StreamObserver<T> observer, T answer, Throwable failure, CallOutcome outcome) {
    if (failure == null) {
      outcome.succeeded();
      observer.onNext(answer);
      observer.onCompleted();
    } else {
      observer.onError(GrpcErrors.status(outcome.failed(failure)));
    }
    outcome.close();
  }

  private static NustreamException draining() {
    return new NustreamException(ErrorWord.DRAINING, "shutting down; ask another replica");
  }

  private NustreamException tooLong() {
    return new NustreamException(
        ErrorWord.DEADLINE_EXCEEDED, "the export was not read within " + exportTime);
  }
}
