package nustream.classifier.api;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import nustream.classifier.model.Verdict;
import nustream.classifier.serve.ClassifierModel;
import nustream.classifier.serve.ExplanationWorker;
import nustream.classifier.serve.MapOrder;
import nustream.classifier.serve.MapRules;
import nustream.lensing.v1.ClassifierGrpc;
import nustream.lensing.v1.ClassifyRequest;
import nustream.lensing.v1.ClassifyResponse;
import nustream.lensing.v1.ExplainRequest;
import nustream.lensing.v1.ExplainResponse;
import nustream.lensing.v1.ListModelsRequest;
import nustream.lensing.v1.ListModelsResponse;
import nustream.messaging.drain.Drain;
import nustream.messaging.grpc.PipelinedStream;
import nustream.serving.Serving;

/** The Classifier service: verdicts on a stream of maps, their reasons, and the models. */
@GrpcService
public class ClassifierService extends ClassifierGrpc.ClassifierImplBase {
  private final Serving<ClassifierModel, MapOrder, Verdict> serving;
  private final ClassifierInfos infos;
  private final MapAnswers answers;
  private final ExplainAnswers explanations;
  private final Drain drain;
  private final ExecutorService executor;

  @Inject
  public ClassifierService(
      MapRules rules,
      Serving<ClassifierModel, MapOrder, Verdict> serving,
      ExplanationWorker explainer,
      Drain drain,
      ExecutorService executor) {
    this.serving = serving;
    this.infos = new ClassifierInfos(serving.config().defaultModel());
    this.answers = new MapAnswers(rules, serving, drain);
    this.explanations = new ExplainAnswers(rules, explainer, drain, executor);
    this.drain = drain;
    this.executor = executor;
  }

  @Override
  public StreamObserver<ClassifyRequest> classify(StreamObserver<ClassifyResponse> reader) {
    serving.streams().take();
    Drain.Work work = drain.begin();
    return PipelinedStream.serve(
        reader,
        answers::begin,
        serving.capacity().streamWindow(),
        executor,
        () -> {
          serving.streams().leave();
          work.close();
        });
  }

  /** Not blocking: from a worker's thread the end of a call is seen only now and then. */
  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> reader) {
    explanations.answer(request, reader);
  }

  @Override
  @Blocking
  public void listModels(
      ListModelsRequest request, StreamObserver<ListModelsResponse> responseObserver) {
    ListModelsResponse.Builder response = ListModelsResponse.newBuilder();
    serving.catalog().served().stream().map(infos::of).forEach(response::addModels);
    responseObserver.onNext(response.build());
    responseObserver.onCompleted();
  }
}
