package nustream.sampler.api;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
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
import nustream.sampler.serve.BlockOrder;
import nustream.sampler.serve.ResolvedSampling;
import nustream.sampler.serve.SamplingRules;
import nustream.sampler.serve.SeesawModel;
import nustream.serving.Serving;

/** The Sampler service: candidates as a server stream, and the models. */
@GrpcService
public class SamplerService extends SamplerGrpc.SamplerImplBase {
  private static final String ADHOC = "adhoc";

  private final SamplerConfig config;
  private final SamplingRules rules;
  private final Serving<SeesawModel, BlockOrder, CandidateBlock> serving;
  private final Drain drain;
  private final ExecutorService executor;

  @Inject
  public SamplerService(
      SamplerConfig config,
      SamplingRules rules,
      Serving<SeesawModel, BlockOrder, CandidateBlock> serving,
      Drain drain,
      ExecutorService executor) {
    this.config = config;
    this.rules = rules;
    this.serving = serving;
    this.drain = drain;
    this.executor = executor;
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
    String campaignId = request.getCampaignId().isEmpty() ? ADHOC : request.getCampaignId();
    try {
      checkCount(request.getCount());
      FieldChecks.id("campaign_id", campaignId);
    } catch (NustreamException e) {
      serving.metrics().refused(e);
      throw e;
    }
    serving.streams().take();
    var source =
        new CandidateSource(
            campaignId,
            request.getCount(),
            config.blockSize(),
            resolved(request),
            serving.pool()::submit,
            drain,
            serving.streams()::leave);
    BackPressuredStream.serve(reader, source, serving.pool().workers(), executor);
  }

  private CompletionStage<ResolvedSampling> resolved(SampleStreamRequest request) {
    return rules
        .resolve(request.getSampling())
        .whenComplete(
            (resolved, refused) -> {
              if (refused != null) {
                serving.metrics().refused(refused);
              }
            });
  }

  @Override
  public void listModels(
      ListModelsRequest request, StreamObserver<ListModelsResponse> responseObserver) {
    ListModelsResponse.Builder response = ListModelsResponse.newBuilder();
    serving.catalog().served().stream()
        .map(model -> ModelInfos.of(model, config.defaultModel()))
        .forEach(response::addModels);
    responseObserver.onNext(response.build());
    responseObserver.onCompleted();
  }

  /** The field is unsigned: counts above 2^63 arrive as negative numbers. */
  private void checkCount(long count) {
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
  }
}
