package nustream.results.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which classifications are meant; all must hold.
 *
 * @param maxNumber the last map that counts
 */
public record ClassificationFilter(
    Optional<String> campaign, Optional<String> modelDigest, OptionalLong maxNumber) {

  public static final ClassificationFilter ALL =
      new ClassificationFilter(Optional.empty(), Optional.empty(), OptionalLong.empty());

  /** Only what this campaign made. */
  public static ClassificationFilter ofCampaign(String campaign) {
    return new ClassificationFilter(Optional.of(campaign), Optional.empty(), OptionalLong.empty());
  }

  /** On the columns of the table of classifications. */
  Condition onClassifications() {
    List<String> terms = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    Condition origin = onOrigins();
    if (!origin.values().isEmpty()) {
      terms.add("origin in (select no from map_origins where " + origin.sql() + ")");
      values.addAll(origin.values());
    }
    maxNumber.ifPresent(
        number -> {
          terms.add("number <= ?");
          values.add(number);
        });
    return Condition.allOf(terms, values);
  }

  /** On the columns of the table of map origins. */
  Condition onOrigins() {
    List<String> terms = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    campaign.ifPresent(
        id -> {
          terms.add("campaign = ?");
          values.add(id);
        });
    modelDigest.ifPresent(
        digest -> {
          terms.add("model_digest = ?");
          values.add(digest);
        });
    return Condition.allOf(terms, values);
  }
}
