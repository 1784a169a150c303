package nustream.results.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Target;

/** What stands once for a whole file: where its rows came from, and what they are. */
final class Provenance {
  /** More different values than this are counted rather than listed. */
  private static final int MAX_LISTED = 32;

  private Provenance() {}

  /** Key and value in the order of the file; several values are separated by ", ". */
  static Map<String, String> of(List<Origin> origins, SolutionFilter filter, long rows) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("content", "nustream solutions 1");
    entries.put("campaign", values(origins, Origin::campaign));
    entries.put("model", values(origins, Origin::model));
    entries.put("model_digest", values(origins, Origin::modelDigest));
    entries.put("prior", values(origins, Origin::prior));
    entries.put("release", values(origins, Origin::release));
    entries.put("ordering", values(origins, o -> ordering(o.ordering())));
    entries.put("target", values(origins, o -> target(o.target())));
    entries.put("seed", values(origins, o -> Long.toUnsignedString(o.seed())));
    entries.put(
        "guidance", values(origins, o -> o.guidance().isPresent() ? number(o.guidance()) : null));
    entries.put(
        "steps",
        values(
            origins, o -> o.steps().isPresent() ? Integer.toString(o.steps().getAsInt()) : null));
    entries.put("eta", values(origins, o -> o.eta().isPresent() ? number(o.eta()) : null));
    entries.put("generator", values(origins, Origin::generator));
    filter
        .stage()
        .ifPresent(s -> entries.put("filter_stage", s.name().replace("STAGE_", "").toLowerCase()));
    filter.maxBlock().ifPresent(b -> entries.put("filter_max_block", Long.toString(b)));
    if (!filter.ranges().isEmpty()) {
      entries.put(
          "filter_ranges",
          filter.ranges().stream().map(Provenance::range).collect(Collectors.joining(", ")));
    }
    entries.put("rows", Long.toString(rows));
    entries.put(
        "conventions",
        "-L = Lbar_a Htilde Y_ai N_i + 1/2 N^T C M N + h.c.; m_nu = v^2 Y M^-1 Y^T = U diag(m) U^T;"
            + " v = 174.104 GeV; column i of Y belongs to 10^log10_MNi GeV; M1_GeV..M3_GeV ascend");
    return entries;
  }

  private static String values(List<Origin> origins, Function<Origin, String> value) {
    return listed(origins.stream().map(value));
  }

  /** Different values in alphabetical order, or how many there are; null stands for none. */
  static String listed(Stream<String> values) {
    List<String> distinct =
        values
            .filter(Objects::nonNull)
            // A line break would end a comment line of a CSV file.
            .map(text -> text.replaceAll("\\R", " "))
            .distinct()
            .sorted()
            .toList();
    return distinct.size() > MAX_LISTED
        ? distinct.size() + " different values"
        : String.join(", ", distinct);
  }

  private static String number(java.util.OptionalDouble value) {
    return Double.toString(value.getAsDouble());
  }

  private static String ordering(Ordering ordering) {
    return switch (ordering) {
      case ORDERING_NORMAL -> "NO";
      case ORDERING_INVERTED -> "IO";
      default -> null;
    };
  }

  private static String target(Target target) {
    return switch (target) {
      case TARGET_BOX -> "box";
      case TARGET_BEST_FIT -> "best-fit";
      default -> null;
    };
  }

  private static String range(ColumnRange range) {
    return range.column().columnName()
        + " in ["
        + (range.min().isPresent() ? number(range.min()) : "-inf")
        + ", "
        + (range.max().isPresent() ? number(range.max()) : "inf")
        + "]";
  }
}
