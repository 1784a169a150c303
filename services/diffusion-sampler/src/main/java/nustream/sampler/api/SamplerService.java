package nustream.sampler.api;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.ListModelsResponse;
import nustream.flavor.v1.SampleStreamRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.BackPressuredStream;
import nustream.sampler.SamplerConfig;
import nustream.sampler.serve.Capacity;
import nustream.sampler.serve.ModelCatalog;
import nustream.sampler.serve.SamplingRules;
import nustream.sampler.serve.WorkerPool;

/** The Sampler service: candidates as a server stream, and the models. */
@GrpcService
public class SamplerService extends SamplerGrpc.SamplerImplBase {
  private static final String ADHOC = "adhoc";

  private final SamplerConfig config;
  private final SamplingRules rules;
  private final WorkerPool pool;
  private final ModelCatalog catalog;
  private final Drain drain;
  private final ExecutorService executor;
  private final Semaphore streams;

  @Inject
  public SamplerService(
      SamplerConfig config,
      Capacity capacity,
      SamplingRules rules,
      WorkerPool pool,
      ModelCatalog catalog,
      Drain drain,
      ExecutorService executor) {
    this.config = config;
    this.rules = rules;
    this.pool = pool;
    this.catalog = catalog;
    this.drain = drain;
    this.executor = executor;
    this.streams = new Semaphore(capacity.streams());
    if (config.blockSize() < 1 || config.blockSize() > config.maxBlockCount()) {
      throw new IllegalArgumentException(
          "sampler.block-size is "
              + config.blockSize()
              + ", want 1 to sampler.max-block-count = "
              + config.maxBlockCount());
    }
  }

  @Override
  public void sample(SampleStreamRequest request, StreamObserver<CandidateBlock> reader) {
    long count = checkedCount(request.getCount());
    String campaignId = request.getCampaignId().isEmpty() ? ADHOC : request.getCampaignId();
    FieldChecks.id("campaign_id", campaignId);
    if (!streams.tryAcquire()) {
      throw new NustreamException(
          ErrorWord.OVERLOADED,
          "all " + config.maxStreams() + " streams are in use; try again later");
    }
    var source =
        new CandidateSource(
            campaignId,
            count,
            config.blockSize(),
            rules.resolve(request.getSampling()),
            pool::submit,
            drain,
            streams::release);
    BackPressuredStream.serve(reader, source, pool.workers(), executor);
  }

  @Override
  public void listModels(
      ListModelsRequest request, StreamObserver<ListModelsResponse> responseObserver) {
    ListModelsResponse.Builder response = ListModelsResponse.newBuilder();
    catalog.served().stream()
        .map(release -> ModelInfos.of(release, config.defaultModel()))
        .forEach(response::addModels);
    responseObserver.onNext(response.build());
    responseObserver.onCompleted();
  }

  /** The field is unsigned: counts above 2^63 arrive as negative numbers. */
  private long checkedCount(long count) {
    if (count == 0) {
      throw NustreamException.invalid("count", 0, "1 to " + config.maxStreamCount());
    }
    if (Long.compareUnsigned(count, config.maxStreamCount()) > 0) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT,
          "count",
          Long.toUnsignedString(count),
          "1 to " + config.maxStreamCount());
    }
    return count;
  }
}
