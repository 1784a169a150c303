package nustream.classifier.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nustream.classifier.model.Verdict;
import nustream.classifier.serve.ClassifierModel;
import nustream.classifier.serve.MapOrder;
import nustream.classifier.serve.MapRules;
import nustream.lensing.v1.ClassifyRequest;
import nustream.lensing.v1.ClassifyResponse;
import nustream.lensing.v1.MapVerdict;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.FieldChecks;
import nustream.serving.Serving;
import nustream.serving.pool.Measured;
import nustream.serving.pool.WorkerPool;

/**
 * The answers of Classify. What is wrong with one map is its answer; what is wrong with the service
 * ends the call, so that another replica can be asked.
 */
final class MapAnswers {
  private static final int MOST_ID_CHARACTERS = 128;

  private final MapRules rules;
  private final Serving<ClassifierModel, MapOrder, Verdict> serving;
  private final Drain drain;

  MapAnswers(MapRules rules, Serving<ClassifierModel, MapOrder, Verdict> serving, Drain drain) {
    this.rules = rules;
    this.serving = serving;
    this.drain = drain;
  }

  /** Begins an answer; cancelling it takes the map out of the queue. */
  CompletableFuture<ClassifyResponse> begin(ClassifyRequest request) {
    if (drain.draining()) {
      return CompletableFuture.failedFuture(WorkerPool.draining());
    }
    CompletableFuture<ClassifyResponse> answer = new CompletableFuture<>();
    var unused =
        admitted(request)
            .whenComplete(
                (order, refused) -> {
                  if (refused != null) {
                    serving.metrics().refused(refused);
                    tell(answer, request, refused);
                  } else if (!answer.isDone()) {
                    classify(answer, request, order);
                  }
                });
    return answer;
  }

  private CompletionStage<MapOrder> admitted(ClassifyRequest request) {
    return CompletableFuture.completedFuture(request)
        .thenCompose(
            unchecked -> {
              FieldChecks.atMostCharacters("id", unchecked.getId(), MOST_ID_CHARACTERS);
              SentMap sent = map(unchecked);
              return rules.admit(
                  sent.map(), sent.recipe(), unchecked.getModel(), unchecked.getSymmetrise());
            });
  }

  private SentMap map(ClassifyRequest request) {
    return switch (request.getMapCase()) {
      case PIXEL_MAP -> SentMap.of(request.getPixelMap(), rules);
      case FITS -> SentMap.of(request.getFits(), rules);
      case MAP_NOT_SET -> throw SentMap.missing();
    };
  }

  private void classify(
      CompletableFuture<ClassifyResponse> answer, ClassifyRequest request, MapOrder order) {
    CompletableFuture<Measured<Verdict>> verdict = serving.pool().submit(order);
    var unused = answer.whenComplete((told, failed) -> verdict.cancel(false));
    var unusedToo =
        verdict.whenComplete(
            (given, failed) -> {
              if (failed != null) {
                tell(answer, request, failed);
              } else {
                answer.complete(
                    response(request)
                        .setVerdict(message(given.answer(), order.model().digest()))
                        .build());
              }
            });
  }

  private static MapVerdict message(Verdict verdict, String digest) {
    return MapVerdict.newBuilder()
        .setLogit(verdict.logit())
        .setProbabilityMassive(verdict.probabilityMassive())
        .setMnuEv(verdict.massEv())
        .setMnuErrorEv(verdict.massErrorEv())
        .setModelDigest(digest)
        .build();
  }

  private static void tell(
      CompletableFuture<ClassifyResponse> answer, ClassifyRequest request, Throwable reason) {
    Failure failure = Failure.of(reason);
    if (failure.word().passes()) {
      answer.completeExceptionally(reason);
    } else {
      answer.complete(
          response(request).setError(failure.word().name() + ": " + failure.message()).build());
    }
  }

  private static ClassifyResponse.Builder response(ClassifyRequest request) {
    String id = request.getId();
    return ClassifyResponse.newBuilder()
        .setId(id.length() <= MOST_ID_CHARACTERS ? id : id.substring(0, MOST_ID_CHARACTERS));
  }
}
