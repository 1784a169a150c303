package nustream.campaigns.ledger;

import java.util.Optional;
import nustream.campaigns.pacing.Goal;
import nustream.campaigns.scaling.cost.Work;
import nustream.campaigns.scaling.work.WorkRecords;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.FlavorOrder;
import nustream.contracts.Topics;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Sampling;

/**
 * Accepted seesaw solutions, from blocks of candidates.
 *
 * @param order as it was given, without the defaults that were filled in
 */
public record SolutionsOrder(FlavorOrder order) implements Order {

  @Override
  public Kind kind() {
    return Kind.SOLUTIONS;
  }

  @Override
  public Goal goal() {
    return new Goal.Accepted(order.getTargetAccepted());
  }

  /** A block is a request of its own, so the batch has one. */
  @Override
  public WorkRequest request(String campaignId, Batch batch, int blockSize) {
    Sampling.Builder sampling = order.getSampling().toBuilder();
    batch.modelDigest().ifPresent(sampling::setModel);
    return new WorkRequest(
        Topics.SAMPLE_REQUESTS,
        campaignId,
        SampleRequest.newBuilder()
            .setCampaignId(campaignId)
            .setBlock(batch.first())
            .setCount(blockSize)
            .setSampling(sampling)
            .build());
  }

  @Override
  public Optional<Work> work(long items, int shippedSteps) {
    SampleRequest request =
        SampleRequest.newBuilder()
            .setCount(Math.toIntExact(items))
            .setSampling(order.getSampling())
            .build();
    return Optional.of(WorkRecords.of(request, shippedSteps));
  }

  @Override
  public void writeTo(Campaign.Builder record) {
    record.setFlavor(order);
  }

  @Override
  public String summary() {
    return "target=%d release=%s ordering=%s model=%s seed=%s"
        .formatted(
            order.getTargetAccepted(),
            order.getSampling().getRelease(),
            order.getSampling().getOrdering(),
            order.getSampling().getModel(),
            Long.toUnsignedString(order.getSampling().getSeed()));
  }
}
