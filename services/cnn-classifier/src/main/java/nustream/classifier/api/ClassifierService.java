package nustream.classifier.api;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import nustream.classifier.ClassifierConfig;
import nustream.classifier.serve.Capacity;
import nustream.classifier.serve.ExplanationWorker;
import nustream.classifier.serve.MapRules;
import nustream.classifier.serve.ModelCatalog;
import nustream.classifier.serve.PoolMetrics;
import nustream.classifier.serve.WorkerPool;
import nustream.lensing.v1.ClassifierGrpc;
import nustream.lensing.v1.ClassifyRequest;
import nustream.lensing.v1.ClassifyResponse;
import nustream.lensing.v1.ExplainRequest;
import nustream.lensing.v1.ExplainResponse;
import nustream.lensing.v1.ListModelsRequest;
import nustream.lensing.v1.ListModelsResponse;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.PipelinedStream;

/** The Classifier service: verdicts on a stream of maps, their reasons, and the models. */
@GrpcService
public class ClassifierService extends ClassifierGrpc.ClassifierImplBase {
  private final Capacity capacity;
  private final ModelCatalog catalog;
  private final ClassifierInfos infos;
  private final MapAnswers answers;
  private final ExplainAnswers explanations;
  private final Drain drain;
  private final ExecutorService executor;
  private final Semaphore streams;

  @Inject
  public ClassifierService(
      ClassifierConfig config,
      Capacity capacity,
      MapRules rules,
      WorkerPool pool,
      ExplanationWorker explainer,
      ModelCatalog catalog,
      PoolMetrics metrics,
      Drain drain,
      ExecutorService executor) {
    this.infos = new ClassifierInfos(config.defaultModel());
    this.capacity = capacity;
    this.catalog = catalog;
    this.answers = new MapAnswers(rules, pool, metrics, drain);
    this.explanations = new ExplainAnswers(rules, explainer, drain);
    this.drain = drain;
    this.executor = executor;
    this.streams = new Semaphore(capacity.streams());
  }

  @Override
  public StreamObserver<ClassifyRequest> classify(StreamObserver<ClassifyResponse> reader) {
    if (!streams.tryAcquire()) {
      throw new NustreamException(
          ErrorWord.OVERLOADED,
          "all " + capacity.streams() + " streams are in use; try again later");
    }
    Drain.Work work = drain.begin();
    return PipelinedStream.serve(
        reader,
        answers::begin,
        capacity.streamWindow(),
        executor,
        () -> {
          streams.release();
          work.close();
        });
  }

  @Override
  @Blocking
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> reader) {
    explanations.answer(request, reader);
  }

  @Override
  @Blocking
  public void listModels(
      ListModelsRequest request, StreamObserver<ListModelsResponse> responseObserver) {
    ListModelsResponse.Builder response = ListModelsResponse.newBuilder();
    catalog.served().stream().map(infos::of).forEach(response::addModels);
    responseObserver.onNext(response.build());
    responseObserver.onCompleted();
  }
}
