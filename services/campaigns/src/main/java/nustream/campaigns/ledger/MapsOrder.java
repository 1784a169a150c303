package nustream.campaigns.ledger;

import java.util.Optional;
import nustream.campaigns.pacing.Goal;
import nustream.campaigns.scaling.cost.Work;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.LensingOrder;
import nustream.contracts.Topics;
import nustream.lensing.v1.MapRequest;

/**
 * Classified convergence maps: map i is block i, and a request is for a range of them.
 *
 * @param order as it was given, without the defaults that were filled in
 */
public record MapsOrder(LensingOrder order) implements Order {

  @Override
  public Kind kind() {
    return Kind.MAPS;
  }

  @Override
  public Goal goal() {
    return new Goal.Classified(order.getMaps());
  }

  @Override
  public WorkRequest request(String campaignId, Batch batch, int blockSize) {
    return new WorkRequest(
        Topics.MAP_REQUESTS,
        campaignId,
        MapRequest.newBuilder()
            .setCampaignId(campaignId)
            .setFirst(batch.first())
            .setCount(batch.count())
            .setSeries(order.getSeries())
            .setModel(batch.modelDigest().orElse(order.getModel()))
            .build());
  }

  /**
   * None: the simulator measures nothing, and a window of maps is enough work. 512 light cones of
   * 30 s are 4 hours; 512 maps of 10 ms are done before a replica has started.
   */
  @Override
  public Optional<Work> work(long items, int shippedSteps) {
    return Optional.empty();
  }

  @Override
  public void writeTo(Campaign.Builder record) {
    record.setLensing(order);
  }

  @Override
  public String summary() {
    return "maps=%d cosmologies=%d kind=%s model=%s seed=%s"
        .formatted(
            order.getMaps(),
            order.getSeries().getCosmologiesCount(),
            order.getSeries().getKind(),
            order.getModel(),
            Long.toUnsignedString(order.getSeries().getSeed()));
  }
}
