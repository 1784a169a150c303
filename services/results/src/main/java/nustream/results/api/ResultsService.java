package nustream.results.api;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.BackPressuredStream;
import nustream.messaging.grpc.GrpcErrors;
import nustream.results.ResultsConfig;
import nustream.results.ResultsMetrics;
import nustream.results.store.Exports;
import nustream.results.store.QueryCancel;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.SolutionFilter;
import nustream.results.store.SolutionWalk;
import nustream.results.store.Summaries;
import nustream.results.stream.Intake;
import nustream.results.v1.ExportChunk;
import nustream.results.v1.ExportRequest;
import nustream.results.v1.ResultsGrpc;
import nustream.results.v1.SolutionItem;
import nustream.results.v1.StreamSolutionsRequest;
import nustream.results.v1.SummarizeRequest;
import nustream.results.v1.Summary;

/** The results service at its gRPC edge; nothing here blocks. */
@GrpcService
public class ResultsService extends ResultsGrpc.ResultsImplBase {
  private static final String STREAM = "StreamSolutions";
  private static final String SUMMARIZE = "Summarize";
  private static final String EXPORT = "Export";

  private final SolutionDatabase database;
  private final Summaries summaries;
  private final Exports exports;
  private final Intake intake;
  private final Workers workers;
  private final ResultsMetrics metrics;
  private final int pageRows;
  private final Duration exportTime;
  private final Places streamPlaces;
  private final Places summaryPlaces;
  private final Places exportPlaces;

  @Inject
  public ResultsService(
      ResultsConfig config,
      SolutionDatabase database,
      Summaries summaries,
      Exports exports,
      Intake intake,
      Workers workers,
      ResultsMetrics metrics,
      Drain drain) {
    this.database = database;
    this.summaries = summaries;
    this.exports = exports;
    this.intake = intake;
    this.workers = workers;
    this.metrics = metrics;
    this.pageRows = config.pageRows();
    this.exportTime = config.exportTime();
    this.streamPlaces = new Places(STREAM, config.maxStreams(), ErrorWord.OVER_LIMIT);
    this.summaryPlaces = new Places(SUMMARIZE, config.maxSummaries(), ErrorWord.OVERLOADED);
    this.exportPlaces = new Places(EXPORT, config.maxExports(), ErrorWord.OVER_LIMIT);
    metrics.gauge("streams", streamPlaces::inUse);
    metrics.gauge("exports", exportPlaces::inUse);
    metrics.gauge("pending", summaryPlaces::inUse);
    drain.onStop(streamPlaces::endAll);
    drain.onStop(exportPlaces::endAll);
  }

  @Override
  public void streamSolutions(
      StreamSolutionsRequest request, StreamObserver<SolutionItem> observer) {
    var outcome = new CallOutcome(metrics, STREAM);
    guarded(
        outcome,
        () -> {
          Supplier<SolutionWalk> opening = opening(request, Requests.filter(request.getFilter()));
          Places.Place place = streamPlaces.take();
          var source =
              new SolutionSource(
                  database,
                  request,
                  opening,
                  upToDate(request.getUntilEnd()),
                  workers.queries(),
                  outcome,
                  place::close);
          place.endWith(source::drain);
          BackPressuredStream.serve(observer, source, 1, workers.senders());
        });
  }

  @Override
  public void summarize(SummarizeRequest request, StreamObserver<Summary> observer) {
    var outcome = new CallOutcome(metrics, SUMMARIZE);
    guarded(
        outcome,
        () -> {
          Summaries.Request wanted = Requests.summary(request);
          Places.Place place = summaryPlaces.take();
          var cancel = new QueryCancel();
          ((ServerCallStreamObserver<Summary>) observer).setOnCancelHandler(cancel::cancel);
          Context.current().addListener(context -> cancel.cancel(), Runnable::run);
          var unused =
              upToDate(!request.getStaleOk())
                  .thenApplyAsync(
                      done -> {
                        requireKnown(wanted.filter());
                        return summaries.of(wanted, cancel);
                      },
                      workers.queries())
                  .whenComplete(
                      (summary, failure) -> {
                        place.close();
                        answer(observer, summary, failure, outcome);
                      });
        });
  }

  @Override
  public void export(ExportRequest request, StreamObserver<ExportChunk> observer) {
    var outcome = new CallOutcome(metrics, EXPORT);
    guarded(
        outcome,
        () -> {
          SolutionFilter filter = Requests.filter(request.getFilter());
          Exports.Format format = Requests.format(request);
          Places.Place place = exportPlaces.take();
          var over = new CompletableFuture<Void>();
          var source =
              new ExportSource(
                  upToDate(true),
                  cancel -> {
                    requireKnown(filter);
                    return exports.write(filter, format, cancel);
                  },
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

  private Supplier<SolutionWalk> opening(StreamSolutionsRequest request, SolutionFilter filter) {
    if (request.getFromNow()) {
      // Now is when the call came, not when a thread is free.
      SolutionWalk walk = SolutionWalk.fromNow(database, filter, pageRows);
      return () -> walk;
    }
    return () -> {
      if (request.getUntilEnd()) {
        requireKnown(filter);
      }
      return request.hasCursor()
          ? SolutionWalk.after(database, filter, pageRows, request.getCursor())
          : SolutionWalk.fromBeginning(database, filter, pageRows);
    };
  }

  private CompletionStage<Void> upToDate(boolean wanted) {
    return wanted ? intake.upToDate() : CompletableFuture.completedFuture(null);
  }

  private void requireKnown(SolutionFilter filter) {
    filter
        .campaign()
        .filter(campaign -> !summaries.knows(campaign))
        .ifPresent(
            campaign -> {
              throw NustreamException.about(
                  ErrorWord.UNKNOWN_CAMPAIGN,
                  "filter.campaign_id",
                  campaign,
                  "a campaign of which a block has been filtered");
            });
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
