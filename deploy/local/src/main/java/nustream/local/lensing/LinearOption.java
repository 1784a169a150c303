package nustream.local.lensing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.instant.InstantError;
import nustream.lensing.physics.instant.InstantTransfers;
import nustream.lensing.physics.linear.LinearPower;
import nustream.local.Terminal;
import picocli.CommandLine.Option;

/** How linear theory is solved. */
final class LinearOption {
  /** The ways. */
  enum Way {
    /** The Einstein-Boltzmann equations: seconds, good to 0.1 %. */
    BOLTZMANN,
    /** A fit and a growth equation: milliseconds, good to some per cent. */
    INSTANT
  }

  @Option(
      names = "--linear",
      paramLabel = "WAY",
      defaultValue = "boltzmann",
      description =
          "Linear theory: boltzmann (seconds, then kept; good to 0.1 %%), or instant (a fit and a"
              + " growth equation; says its error, refuses massive neutrinos at given --sigma8)"
              + " (default: ${DEFAULT-VALUE}).")
  Way way;

  /** Linear power of a universe. */
  LinearPower power(Cosmology cosmology, PowerOptions kept, Terminal terminal) {
    return way == Way.BOLTZMANN
        ? kept.linear(cosmology, terminal)
        : CosmologyOptions.checked(() -> new LinearPower(cosmology, new InstantTransfers()));
  }

  /** Adds to an answer how it was computed, and of the instant way its error. */
  void describe(Map<String, Object> answer, Cosmology cosmology) {
    answer.put("linear", way.name().toLowerCase(Locale.ROOT));
    if (way == Way.INSTANT) {
      InstantError error = InstantError.of(cosmology);
      var fields = new LinkedHashMap<String, Object>();
      fields.put("p", error.power());
      fields.put("sigma8", error.sigma8());
      fields.put("suppression", error.suppression());
      answer.put("linear_error", fields);
    }
  }

  /** Says the error of the instant way below an answer. */
  void print(Cosmology cosmology, Terminal terminal) {
    if (way == Way.INSTANT) {
      InstantError error = InstantError.of(cosmology);
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "instant linear theory, for k of 0.01 to 10 h/Mpc: P within %.1f %%, sigma8 within"
                  + " %.1f %%, P(M)/P(0) within %.3f%n",
              100 * error.power(),
              100 * error.sigma8(),
              error.suppression());
    }
  }
}
