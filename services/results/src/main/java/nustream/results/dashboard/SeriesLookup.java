package nustream.results.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import nustream.campaigns.v1.Campaign;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.DetectionBoundRequest;
import nustream.lensing.v1.MapSeries;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** What a lensing campaign makes maps of; an order never changes, so it is asked for once. */
@ApplicationScoped
class SeriesLookup {
  /** Orders of some 500 bytes. */
  private static final int KEPT = 100;

  private final CampaignCalls campaigns;
  private final Shared<String, MapSeries> known = new Shared<>(KEPT);

  @Inject
  SeriesLookup(CampaignCalls campaigns) {
    this.campaigns = campaigns;
  }

  MapSeries of(String id) {
    FieldChecks.id("id", id);
    return known.get(
        id,
        () -> {
          Campaign campaign = campaigns.get(id);
          if (!campaign.hasLensing()) {
            throw Params.unknownCampaign(id, "a lensing campaign");
          }
          return campaign.getLensing().getSeries();
        });
  }

  /**
   * What the best classifier of the series is asked by.
   *
   * @throws NustreamException when the series is not one universe with and without masses
   */
  static DetectionBoundRequest boundOf(MapSeries series) {
    boolean pair =
        series.getCosmologiesCount() == 2
            && series.getCosmologies(0).getSumMnuEv() == 0
            && series.getCosmologies(1).getSumMnuEv() > 0
            && massless(series.getCosmologies(0)).equals(massless(series.getCosmologies(1)));
    if (!pair) {
      throw new NustreamException(
          ErrorWord.INVALID_FIELD,
          "the bound is known for one universe without and with neutrino masses, in this order");
    }
    return DetectionBoundRequest.newBuilder()
        .setCosmology(series.getCosmologies(1))
        .setObservation(series.getObservation())
        .setNonlinear(series.getNonlinear())
        .build();
  }

  private static Cosmology massless(Cosmology cosmology) {
    return cosmology.toBuilder().clearSumMnuEv().clearHierarchy().build();
  }
}
