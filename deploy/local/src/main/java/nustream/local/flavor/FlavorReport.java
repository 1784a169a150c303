package nustream.local.flavor;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** A campaign's result as a table for people. */
final class FlavorReport {
  private final PrintStream out;

  FlavorReport(PrintStream out) {
    this.out = out;
  }

  /**
   * Writes what the campaign found, beside the exact answer for the same prior where it is known.
   */
  void print(FlavorResult result) {
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
    Map<String, Map<String, Double>> exact = ExactReference.of(result);
    out.printf(
        "%nWhat was not conditioned on: quantiles of the accepted solutions%s%n%n",
        exact.isEmpty() ? "" : ", below them those of the exact answer for this prior");
    new QuantileTable(out).print(result.quantiles(), exact);
  }
}
