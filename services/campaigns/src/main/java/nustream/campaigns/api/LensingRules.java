package nustream.campaigns.api;

import nustream.campaigns.CampaignsConfig;
import nustream.campaigns.ledger.MapsOrder;
import nustream.campaigns.ledger.NewCampaign;
import nustream.campaigns.v1.LensingOrder;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.v1.MapSeries;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/** What an order for maps may ask for. */
final class LensingRules {
  private static final String SERIES = "lensing.series";

  private final CampaignsConfig config;

  LensingRules(CampaignsConfig config) {
    this.config = config;
  }

  /** {@link NustreamException} naming field, value and what is allowed. */
  NewCampaign check(String id, LensingOrder order) {
    long maps = OrderFields.within("lensing.maps", order.getMaps(), 1, config.maxMaps());
    OrderFields.model("lensing.model", order.getModel());
    LensingOrder complete = order.toBuilder().setSeries(complete(order.getSeries())).build();
    return new NewCampaign(
        id,
        new MapsOrder(complete),
        maps,
        OrderFields.maxSeconds("lensing.max_seconds", order.getMaxSeconds(), config));
  }

  /** With every default filled in, so that an order means the same tomorrow. */
  private MapSeries complete(MapSeries asked) {
    MapSeries series = RecipeMessages.message(RecipeMessages.of(SERIES, asked));
    int pixels = series.getObservation().getPixels();
    if (pixels > config.maxMapPixels()) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT,
          SERIES + ".observation.pixels",
          pixels,
          "at most " + config.maxMapPixels() + ", which fit into a record");
    }
    return series;
  }
}
