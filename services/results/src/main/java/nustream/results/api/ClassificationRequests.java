package nustream.results.api;

import java.util.Optional;
import java.util.OptionalLong;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;
import nustream.results.store.ClassificationFilter;

/** Requests about classifications as values of ours; what is wrong ends in INVALID_FIELD. */
final class ClassificationRequests {
  private static final int LEAST_ROC_POINTS = 2;
  private static final int MAX_ROC_POINTS = 1001;

  private ClassificationRequests() {}

  static ClassificationFilter filter(nustream.results.v1.ClassificationFilter filter) {
    Optional<String> campaign =
        given(filter.getCampaignId()).map(id -> FieldChecks.id("filter.campaign_id", id));
    Optional<String> digest =
        given(filter.getModelDigest()).map(d -> FieldChecks.digest("filter.model_digest", d));
    // Numbers are below 2^63, so an unsigned number above that means all of them.
    OptionalLong maxNumber =
        filter.hasMaxNumber() && filter.getMaxNumber() >= 0
            ? OptionalLong.of(filter.getMaxNumber())
            : OptionalLong.empty();
    return new ClassificationFilter(campaign, digest, maxNumber);
  }

  static int rocPoints(int points) {
    if (points != 0 && (points < LEAST_ROC_POINTS || points > MAX_ROC_POINTS)) {
      throw NustreamException.invalid(
          "roc_points",
          Integer.toUnsignedLong(points),
          "0, or %d to %d".formatted(LEAST_ROC_POINTS, MAX_ROC_POINTS));
    }
    return points;
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
