package nustream.campaigns.ledger;

import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.Goal;
import nustream.campaigns.v1.BlockAnswer;
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

  @Override
  public void writeTo(Campaign.Builder record) {
    record.setLensing(order);
  }

  @Override
  public void write(Answer.Judged judged, BlockAnswer.Builder record) {
    record.setMap(MapAnswers.written(judged));
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
