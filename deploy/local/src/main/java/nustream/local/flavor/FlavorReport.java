package nustream.local.flavor;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A campaign's result as a table for people. */
final class FlavorReport {
  private final PrintStream out;

  FlavorReport(PrintStream out) {
    this.out = out;
  }

  /**
   * @param result what the campaign found
   * @param exact quantiles of the exact answer for the same prior, release and ordering, where it
   *     is known
   */
  void print(FlavorResult result, Optional<Map<String, Map<String, Double>>> exact) {
    out.printf(
        Locale.ROOT,
        "%naccepted %d of %d candidates: acceptance %.2f %%, %.1f s, %.0f candidates/s%n",
        result.accepted(),
        result.generated(),
        100 * result.acceptance(),
        result.seconds(),
        result.candidatesPerSecond());
    out.printf(
        Locale.ROOT,
        "%s %s, prior %s, model %s (guidance %s, steps %d, eta %s), seed %d, stage %s%n",
        result.release(),
        result.ordering(),
        result.prior(),
        result.model(),
        result.guidance(),
        result.steps(),
        result.eta(),
        result.seed(),
        result.stage());
    if (result.out() != null) {
      out.printf("%d rows written to %s%n", result.rows(), result.out());
    }
    out.printf("%nWhat was not conditioned on: quantiles of the accepted solutions");
    out.println(exact.isPresent() ? ", below them those of the exact answer" : "");
    out.println();
    header();
    result
        .quantiles()
        .forEach(
            (column, levels) -> {
              row(column, levels);
              exact.map(e -> e.get(column)).ifPresent(e -> row("    exact", e));
            });
  }

  private void header() {
    out.printf("%-14s", "");
    Quantiles.LEVELS.forEach(level -> out.printf("%12s", level));
    out.println();
  }

  private void row(String name, Map<String, Double> levels) {
    out.printf("%-14s", name);
    for (String level : Quantiles.LEVELS) {
      Double value = levels.get(level);
      out.printf("%12s", value == null ? "-" : String.format(Locale.ROOT, "%.5g", value));
    }
    out.println();
  }
}
