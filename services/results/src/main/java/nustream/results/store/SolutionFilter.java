package nustream.results.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nustream.flavor.v1.Stage;

/**
 * Which solutions are meant; all must hold.
 *
 * @param maxBlock the last block that counts
 */
public record SolutionFilter(
    Optional<String> campaign,
    Optional<String> modelDigest,
    OptionalLong maxBlock,
    Optional<Stage> stage,
    List<ColumnRange> ranges) {

  public static final SolutionFilter ALL =
      new SolutionFilter(
          Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty(), List.of());

  public SolutionFilter {
    ranges = List.copyOf(ranges);
  }

  /** Only what this campaign made. */
  public static SolutionFilter ofCampaign(String campaign) {
    return new SolutionFilter(
        Optional.of(campaign), Optional.empty(), OptionalLong.empty(), Optional.empty(), List.of());
  }

  /** On the columns of the table of solutions. */
  Condition onSolutions() {
    List<String> terms = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    Condition origin = onOrigins();
    if (!origin.values().isEmpty()) {
      terms.add("origin in (select no from origins where " + origin.sql() + ")");
      values.addAll(origin.values());
    }
    maxBlock.ifPresent(block -> add(terms, values, "block <= ?", block));
    stage.ifPresent(s -> add(terms, values, "stage = ?", s.getNumber()));
    for (ColumnRange range : ranges) {
      String column = range.column().sql();
      range.min().ifPresent(min -> add(terms, values, column + " >= ?", min));
      range.max().ifPresent(max -> add(terms, values, column + " <= ?", max));
    }
    return Condition.allOf(terms, values);
  }

  /** On the columns of the table of origins. */
  Condition onOrigins() {
    List<String> terms = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    addNames(terms, values);
    return Condition.allOf(terms, values);
  }

  /** On the columns of the table of verdicts; ranges and stage say nothing about these. */
  Condition onVerdicts() {
    List<String> terms = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    addNames(terms, values);
    maxBlock.ifPresent(block -> add(terms, values, "block <= ?", block));
    return Condition.allOf(terms, values);
  }

  private void addNames(List<String> terms, List<Object> values) {
    campaign.ifPresent(id -> add(terms, values, "campaign = ?", id));
    modelDigest.ifPresent(digest -> add(terms, values, "model_digest = ?", digest));
  }

  private static void add(List<String> terms, List<Object> values, String term, Object value) {
    terms.add(term);
    values.add(value);
  }
}
