package nustream.sampler.stream;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.SampleRequest;
import nustream.messaging.drain.Drain;
import nustream.sampler.serve.BlockOrder;
import nustream.sampler.serve.SamplingRules;
import nustream.sampler.serve.SeesawModel;
import nustream.serving.Serving;
import nustream.serving.stream.Admitted;
import nustream.serving.stream.WorkStream;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** flavor.sample-requests.v1 to flavor.candidates.v1, as {@link WorkStream} does it. */
@ApplicationScoped
public class SampleRequestStream {
  private final SamplingRules rules;
  private final Serving<SeesawModel, BlockOrder, CandidateBlock> serving;
  private final WorkStream<SampleRequest, CandidateBlock> stream;

  @Inject
  public SampleRequestStream(
      SamplingRules rules,
      Serving<SeesawModel, BlockOrder, CandidateBlock> serving,
      CampaignStream campaigns,
      Drain drain) {
    this.rules = rules;
    this.serving = serving;
    this.stream =
        new WorkStream<>(
            SampleRequest.class,
            (record, request) -> campaigns.ended().passesOver(record, request.getCampaignId()),
            this::admit,
            serving,
            drain);
  }

  @Incoming("samplerequests")
  @Outgoing("candidates")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public Multi<Message<CandidateBlock>> generate(Multi<Message<byte[]>> requests) {
    return stream.answers(requests);
  }

  private CompletionStage<Admitted<CandidateBlock>> admit(SampleRequest request) {
    return rules
        .admit(request)
        .thenApply(
            order ->
                Admitted.of(
                    order.id(),
                    () ->
                        "event=block-failed campaign=%s block=%d"
                            .formatted(order.campaignId(), order.block()),
                    () -> serving.pool().submit(order),
                    Function.identity()));
  }
}
