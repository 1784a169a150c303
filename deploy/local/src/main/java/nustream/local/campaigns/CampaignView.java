package nustream.local.campaigns;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import nustream.campaigns.v1.Campaign;

/**
 * A campaign as it is shown.
 *
 * @param id its id
 * @param state running, succeeded, cancelled or failed
 * @param reason why it failed; empty otherwise
 * @param kind flavor or lensing
 * @param target accepted solutions, or classified maps, wanted
 * @param generated candidates judged, or maps classified
 * @param accepted candidates accepted, or maps classified rightly
 * @param release data release; null for lensing
 * @param modelDigest digest of the model; empty until its first answer
 * @param prior of the model
 * @param createdAt time of the order, UTC
 * @param endedAt time of the end, UTC; null until then
 */
record CampaignView(
    String id,
    String state,
    String reason,
    String kind,
    long target,
    long generated,
    long accepted,
    String release,
    @JsonProperty("model_digest") String modelDigest,
    String prior,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("ended_at") String endedAt) {
  private static final String STATE_PREFIX = "STATE_";

  static CampaignView of(Campaign campaign) {
    return new CampaignView(
        campaign.getId(),
        campaign.getState().name().substring(STATE_PREFIX.length()).toLowerCase(Locale.ROOT),
        campaign.getReason(),
        campaign.hasLensing() ? "lensing" : "flavor",
        ProgressWords.target(campaign),
        campaign.getProgress().getGenerated(),
        campaign.getProgress().getAccepted(),
        campaign.hasLensing() ? null : campaign.getFlavor().getSampling().getRelease(),
        campaign.getProgress().getModelDigest(),
        campaign.getProgress().getPrior(),
        time(campaign.getCreatedAtMs()),
        campaign.getEndedAtMs() == 0 ? null : time(campaign.getEndedAtMs()));
  }

  private static String time(long milliseconds) {
    return Instant.ofEpochMilli(milliseconds).toString();
  }
}
