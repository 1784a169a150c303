package nustream.classifier.api;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import nustream.classifier.explanation.BaselineKind;
import nustream.classifier.explanation.ExplanationSettings;
import nustream.classifier.serve.ExplanationOrder;
import nustream.classifier.serve.ExplanationWorker;
import nustream.classifier.serve.MapOrder;
import nustream.classifier.serve.MapRules;
import nustream.learning.attribution.Attribution;
import nustream.lensing.messages.PixelBytes;
import nustream.lensing.v1.ExplainRequest;
import nustream.lensing.v1.ExplainResponse;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.grpc.GrpcErrors;

/** The answers of Explain. */
final class ExplainAnswers {
  private static final int DEFAULT_STEPS = 64;
  private static final int MOST_STEPS = 512;
  private static final int MOST_BASELINES = 32;

  /** Gradients in one native call: some 50 MiB of intermediate values for 128 x 128 pixels. */
  private static final int BATCH = 8;

  private final MapRules rules;
  private final ExplanationWorker worker;
  private final Drain drain;
  private final Executor executor;

  /**
   * @param executor reads what callers send
   */
  ExplainAnswers(MapRules rules, ExplanationWorker worker, Drain drain, Executor executor) {
    this.rules = rules;
    this.worker = worker;
    this.drain = drain;
    this.executor = executor;
  }

  void answer(ExplainRequest request, StreamObserver<ExplainResponse> reader) {
    // Before anything leaves this thread: later the call no longer tells of its end.
    CompletableFuture<Void> gone = gone(reader);
    Drain.Work work = drain.begin();
    CompletableFuture<ExplainResponse> answer =
        CompletableFuture.supplyAsync(() -> admitted(request), executor)
            .thenCompose(order -> order)
            .thenCompose(order -> explained(order, gone));
    var unused =
        answer.whenComplete(
            (response, failure) -> {
              work.close();
              if (failure != null) {
                reader.onError(GrpcErrors.status(failure));
              } else {
                reader.onNext(response);
                reader.onCompleted();
              }
            });
  }

  private CompletionStage<ExplanationOrder> admitted(ExplainRequest request) {
    ExplanationSettings settings = settings(request);
    SentMap sent = map(request);
    return rules
        .admit(sent.map(), sent.recipe(), request.getModel(), false)
        .thenApply(order -> new ExplanationOrder(order, settings));
  }

  /** Completes when the caller cancels, drops the connection or lets its deadline pass. */
  private static CompletableFuture<Void> gone(StreamObserver<ExplainResponse> reader) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    var call = (ServerCallStreamObserver<ExplainResponse>) reader;
    call.setOnCancelHandler(() -> gone.complete(null));
    Context.current().addListener(ended -> gone.complete(null), Runnable::run);
    if (call.isCancelled()) {
      gone.complete(null);
    }
    return gone;
  }

  private CompletableFuture<ExplainResponse> explained(
      ExplanationOrder order, CompletableFuture<Void> gone) {
    CompletableFuture<Attribution> attribution = worker.submit(order);
    var unused = gone.thenRun(() -> attribution.cancel(false));
    return attribution.thenApply(found -> response(order.map(), found));
  }

  private SentMap map(ExplainRequest request) {
    return switch (request.getMapCase()) {
      case PIXEL_MAP -> SentMap.of(request.getPixelMap(), rules);
      case FITS -> SentMap.of(request.getFits(), rules);
      case MAP_NOT_SET -> throw SentMap.missing();
    };
  }

  /** Noise baselines come in pairs of opposite sign, so an odd number is rounded up. */
  private static ExplanationSettings settings(ExplainRequest request) {
    long steps = Integer.toUnsignedLong(request.getSteps());
    long baselines = Integer.toUnsignedLong(request.getNoiseBaselines());
    FieldChecks.inRange("steps", steps, 0, MOST_STEPS);
    FieldChecks.inRange("noise_baselines", baselines, 0, MOST_BASELINES);
    return new ExplanationSettings(
        baselines == 0 ? BaselineKind.ZERO : BaselineKind.NOISE,
        Math.max(1, (int) (baselines + 1) / 2),
        steps == 0 ? DEFAULT_STEPS : (int) steps,
        BATCH,
        false,
        request.getSeed());
  }

  private static ExplainResponse response(MapOrder order, Attribution found) {
    float[] values = new float[found.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) found.values()[i];
    }
    return ExplainResponse.newBuilder()
        .setAttributions(PixelBytes.of(values))
        .setLogit(found.output())
        .setBaselineLogit(found.baselineOutput())
        .setCompletenessError(found.completenessError())
        .addAllRegions(RegionShares.of(order.pixels(), found.values()))
        .setModelDigest(order.model().digest())
        .build();
  }
}
