package nustream.results.api;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.results.ResultsConfig;
import nustream.results.store.ClassificationFilter;
import nustream.results.store.ClassificationSummaries;
import nustream.results.store.ClassificationWalk;
import nustream.results.store.Exports;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.SolutionFilter;
import nustream.results.store.SolutionWalk;
import nustream.results.store.Summaries;
import nustream.results.v1.ClassificationItem;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.ExportChunk;
import nustream.results.v1.ExportClassificationsRequest;
import nustream.results.v1.ExportRequest;
import nustream.results.v1.ResultsGrpc;
import nustream.results.v1.SolutionItem;
import nustream.results.v1.StreamClassificationsRequest;
import nustream.results.v1.StreamSolutionsRequest;
import nustream.results.v1.SummarizeClassificationsRequest;
import nustream.results.v1.SummarizeRequest;
import nustream.results.v1.Summary;

/** The results service at its gRPC edge; nothing here blocks. */
@GrpcService
public class ResultsService extends ResultsGrpc.ResultsImplBase {
  private final SolutionDatabase database;
  private final Summaries summaries;
  private final ClassificationSummaries classificationSummaries;
  private final Exports exports;
  private final Serving serving;
  private final int pageRows;

  @Inject
  public ResultsService(
      ResultsConfig config,
      SolutionDatabase database,
      Summaries summaries,
      ClassificationSummaries classificationSummaries,
      Exports exports,
      Serving serving) {
    this.database = database;
    this.summaries = summaries;
    this.classificationSummaries = classificationSummaries;
    this.exports = exports;
    this.serving = serving;
    this.pageRows = config.pageRows();
  }

  @Override
  public void streamSolutions(
      StreamSolutionsRequest request, StreamObserver<SolutionItem> observer) {
    serving.stream(
        "StreamSolutions",
        observer,
        () -> {
          SolutionFilter filter = Requests.filter(request.getFilter());
          return new StreamOrder<>(
              StreamTerms.of(request.getUntilEnd(), request.getLimit(), request.getAnnounceStart()),
              opening(request, filter),
              new SolutionItems());
        });
  }

  @Override
  public void summarize(SummarizeRequest request, StreamObserver<Summary> observer) {
    serving.summarize(
        "Summarize",
        observer,
        !request.getStaleOk(),
        () -> {
          Summaries.Request wanted = Requests.summary(request);
          return cancel -> {
            requireKnown(wanted.filter());
            return summaries.of(wanted, cancel);
          };
        });
  }

  @Override
  public void export(ExportRequest request, StreamObserver<ExportChunk> observer) {
    serving.export(
        "Export",
        observer,
        () -> {
          SolutionFilter filter = Requests.filter(request.getFilter());
          Exports.Format format = Requests.format(request.getFormat());
          return cancel -> {
            requireKnown(filter);
            return exports.write(filter, format, cancel);
          };
        });
  }

  @Override
  public void streamClassifications(
      StreamClassificationsRequest request, StreamObserver<ClassificationItem> observer) {
    serving.stream(
        "StreamClassifications",
        observer,
        () -> {
          ClassificationFilter filter = ClassificationRequests.filter(request.getFilter());
          return new StreamOrder<>(
              StreamTerms.of(request.getUntilEnd(), request.getLimit(), false),
              opening(request, filter),
              new ClassificationItems());
        });
  }

  @Override
  public void summarizeClassifications(
      SummarizeClassificationsRequest request, StreamObserver<ClassificationSummary> observer) {
    serving.summarize(
        "SummarizeClassifications",
        observer,
        !request.getStaleOk(),
        () -> {
          ClassificationFilter filter = ClassificationRequests.filter(request.getFilter());
          int points = ClassificationRequests.rocPoints(request.getRocPoints());
          return cancel -> {
            requireKnown(filter);
            return classificationSummaries.of(filter, points, cancel);
          };
        });
  }

  @Override
  public void exportClassifications(
      ExportClassificationsRequest request, StreamObserver<ExportChunk> observer) {
    serving.export(
        "ExportClassifications",
        observer,
        () -> {
          ClassificationFilter filter = ClassificationRequests.filter(request.getFilter());
          Exports.Format format = Requests.format(request.getFormat());
          return cancel -> {
            requireKnown(filter);
            return exports.write(filter, format, cancel);
          };
        });
  }

  private Supplier<SolutionWalk> opening(StreamSolutionsRequest request, SolutionFilter filter) {
    return StreamOrder.from(
        request.getFromNow(),
        () -> SolutionWalk.fromNow(database, filter, pageRows),
        () -> {
          if (request.getUntilEnd()) {
            requireKnown(filter);
          }
          return request.hasCursor()
              ? SolutionWalk.after(database, filter, pageRows, request.getCursor())
              : SolutionWalk.fromBeginning(database, filter, pageRows);
        });
  }

  private Supplier<ClassificationWalk> opening(
      StreamClassificationsRequest request, ClassificationFilter filter) {
    return StreamOrder.from(
        request.getFromNow(),
        () -> ClassificationWalk.fromNow(database, filter, pageRows),
        () -> {
          if (request.getUntilEnd()) {
            requireKnown(filter);
          }
          return request.hasCursor()
              ? ClassificationWalk.after(database, filter, pageRows, request.getCursor())
              : ClassificationWalk.fromBeginning(database, filter, pageRows);
        });
  }

  private void requireKnown(SolutionFilter filter) {
    requireKnown(
        filter.campaign(), summaries::knows, "a campaign of which a block has been filtered");
  }

  private void requireKnown(ClassificationFilter filter) {
    requireKnown(
        filter.campaign(),
        classificationSummaries::knows,
        "a campaign of which a map has been classified");
  }

  private static void requireKnown(
      Optional<String> campaign, Predicate<String> known, String allowed) {
    campaign
        .filter(known.negate())
        .ifPresent(
            id -> {
              throw NustreamException.about(
                  ErrorWord.UNKNOWN_CAMPAIGN, "filter.campaign_id", id, allowed);
            });
  }
}
