package nustream.results.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.Progress;
import nustream.campaigns.v1.State;
import nustream.flavor.v1.Rejections;
import nustream.flavor.v1.Sampling;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.MapSeries;
import nustream.lensing.v1.Observation;

/**
 * A campaign as the page shows it. Absent: what is not known yet.
 *
 * @param kind "flavor" or "lensing"
 * @param target accepted solutions, or maps, wanted
 * @param done accepted solutions, or maps classified, so far
 * @param generated candidates judged, or maps classified
 * @param accepted candidates accepted, or maps classified rightly
 * @param rejections candidates that failed each cut, by its name
 * @param lastBlock the last block of the result, once it has ended
 * @param order what was asked for; 64-bit numbers as text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignView(
    String id,
    String kind,
    String state,
    String reason,
    long target,
    long done,
    long generated,
    long accepted,
    Map<String, Long> rejections,
    String modelDigest,
    String prior,
    Long lastBlock,
    long createdAtMs,
    long updatedAtMs,
    Long endedAtMs,
    long maxSeconds,
    Map<String, Object> order) {

  static CampaignView of(Campaign campaign) {
    boolean flavor = campaign.hasFlavor();
    Progress progress = campaign.getProgress();
    return new CampaignView(
        campaign.getId(),
        flavor ? "flavor" : "lensing",
        ApiWords.of(campaign.getState(), "STATE_"),
        campaign.getReason(),
        flavor ? campaign.getFlavor().getTargetAccepted() : campaign.getLensing().getMaps(),
        flavor ? progress.getAccepted() : progress.getGenerated(),
        progress.getGenerated(),
        progress.getAccepted(),
        flavor ? rejections(progress.getRejections()) : null,
        progress.getModelDigest(),
        progress.getPrior(),
        progress.hasFinalBlock() ? progress.getFinalBlock() : null,
        campaign.getCreatedAtMs(),
        campaign.getUpdatedAtMs(),
        campaign.getState() == State.STATE_RUNNING ? null : campaign.getEndedAtMs(),
        campaign.getLimits().getMaxSeconds(),
        flavor
            ? order(campaign.getFlavor().getSampling())
            : order(campaign.getLensing().getSeries(), campaign.getLensing().getModel()));
  }

  /** Counts by the name of the cut. */
  static Map<String, Long> rejections(Rejections rejections) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("dm2_21", Integer.toUnsignedLong(rejections.getDm221()));
    counts.put("dm2_3l", Integer.toUnsignedLong(rejections.getDm23L()));
    counts.put("s12sq", Integer.toUnsignedLong(rejections.getS12Sq()));
    counts.put("s13sq", Integer.toUnsignedLong(rejections.getS13Sq()));
    counts.put("s23sq", Integer.toUnsignedLong(rejections.getS23Sq()));
    counts.put("not_finite", Integer.toUnsignedLong(rejections.getNotFinite()));
    return counts;
  }

  private static Map<String, Object> order(Sampling sampling) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("release", sampling.getRelease());
    order.put("ordering", ApiWords.of(sampling.getOrdering(), "ORDERING_"));
    order.put("model", sampling.getModel());
    order.put("target", ApiWords.of(sampling.getTarget(), "TARGET_"));
    if (sampling.hasGuidance()) {
      order.put("guidance", sampling.getGuidance());
    }
    if (sampling.hasSteps()) {
      order.put("steps", sampling.getSteps());
    }
    if (sampling.hasEta()) {
      order.put("eta", sampling.getEta());
    }
    order.put("seed", Long.toUnsignedString(sampling.getSeed()));
    return order;
  }

  private static Map<String, Object> order(MapSeries series, String model) {
    Observation seen = series.getObservation();
    Map<String, Object> order = new LinkedHashMap<>();
    List<Double> masses = series.getCosmologiesList().stream().map(Cosmology::getSumMnuEv).toList();
    order.put("massesEv", masses);
    if (series.getCosmologiesCount() > 0 && series.getCosmologies(0).hasSigma8()) {
      order.put("sigma8", series.getCosmologies(0).getSigma8());
    }
    order.put("sourceRedshift", seen.getSourceRedshift());
    order.put("angleDeg", seen.getAngleDeg());
    order.put("pixels", seen.getPixels());
    order.put("galaxiesPerArcmin2", seen.getGalaxiesPerArcmin2());
    if (seen.hasSigmaE()) {
      order.put("sigmaE", seen.getSigmaE());
    }
    order.put("smoothingArcmin", seen.getSmoothingArcmin());
    order.put("lMax", seen.getLMax());
    order.put("mapKind", ApiWords.of(series.getKind(), "MAP_KIND_"));
    order.put("nonlinear", ApiWords.of(series.getNonlinear(), "NONLINEAR_"));
    order.put("model", model);
    order.put("seed", Long.toUnsignedString(series.getSeed()));
    return order;
  }
}
