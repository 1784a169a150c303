package nustream.results.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.Progress;
import nustream.lensing.messages.ObservationMessages;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.v1.DetectionBoundResponse;
import nustream.lensing.v1.MapSeries;
import nustream.messaging.errors.NustreamException;
import nustream.results.store.ClassificationFilter;
import nustream.results.store.ClassificationSummaries;
import nustream.results.v1.ClassificationSummary;

/** Accuracy of every lensing campaign beside its bound, for comparison over redshift and scale. */
@ApplicationScoped
class AccuracyTable {
  /** Newest campaigns that are compared. */
  private static final int MOST = 100;

  private final CampaignCalls campaigns;
  private final ClassificationSummaries summaries;
  private final DetectionBounds bounds;
  private final Pages pages;

  @Inject
  AccuracyTable(
      CampaignCalls campaigns,
      ClassificationSummaries summaries,
      DetectionBounds bounds,
      Pages pages) {
    this.campaigns = campaigns;
    this.summaries = summaries;
    this.bounds = bounds;
    this.pages = pages;
  }

  /**
   * The table.
   *
   * @param pending bounds that are still computed; ask again
   */
  record View(List<Row> rows, int pending) {}

  /**
   * A campaign.
   *
   * @param largestMultipole the smallest scale of its maps
   * @param error of the accuracy, from the number of maps; absent below two maps
   * @param bound best accuracy on Gaussian maps; absent while it is computed or where none is known
   * @param boundReason why none is known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String id,
      String mapKind,
      double sourceRedshift,
      double largestMultipole,
      double galaxiesPerArcmin2,
      double sumMnuEv,
      boolean fixedSigma8,
      String modelDigest,
      long maps,
      double accuracy,
      Double error,
      Double bound,
      String boundReason) {}

  View now() {
    List<Row> rows = new ArrayList<>();
    int pending = 0;
    for (Campaign campaign : campaigns.newest(MOST)) {
      if (campaign.hasLensing() && campaign.getProgress().getGenerated() > 0) {
        Row row = row(campaign);
        pending += row.bound() == null && row.boundReason() == null ? 1 : 0;
        if (row.maps() > 0) {
          rows.add(row);
        }
      }
    }
    return new View(rows, pending);
  }

  private Row row(Campaign campaign) {
    MapSeries series = campaign.getLensing().getSeries();
    ClassificationFilter filter = result(campaign);
    ClassificationSummary summary =
        pages.answer(
            List.of("accuracy", filter),
            ClassificationSummary.class,
            cancel -> summaries.of(filter, 0, cancel));
    Observation seen = ObservationMessages.of("observation", series.getObservation());
    Optional<DetectionBoundResponse> bound = Optional.empty();
    String reason = null;
    try {
      bound = bounds.of(SeriesLookup.boundOf(series));
    } catch (NustreamException | PeerException e) {
      reason = e.getMessage();
    }
    long maps = summary.getMaps();
    double accuracy = summary.getAccuracy();
    var last = series.getCosmologies(series.getCosmologiesCount() - 1);
    return new Row(
        campaign.getId(),
        ApiWords.of(series.getKind(), "MAP_KIND_"),
        series.getObservation().getSourceRedshift(),
        Spectra.largest(seen),
        series.getObservation().getGalaxiesPerArcmin2(),
        last.getSumMnuEv(),
        last.hasSigma8(),
        campaign.getProgress().getModelDigest(),
        maps,
        accuracy,
        maps < 2 ? null : Math.sqrt(accuracy * (1 - accuracy) / maps),
        bound.map(DetectionBoundResponse::getAccuracy).orElse(null),
        reason);
  }

  /** Only what counts: other models and overshoot stay out. */
  private static ClassificationFilter result(Campaign campaign) {
    Progress progress = campaign.getProgress();
    return new ClassificationFilter(
        Optional.of(campaign.getId()),
        Optional.of(progress.getModelDigest()).filter(digest -> !digest.isEmpty()),
        progress.hasFinalBlock()
            ? OptionalLong.of(progress.getFinalBlock())
            : OptionalLong.empty());
  }
}
