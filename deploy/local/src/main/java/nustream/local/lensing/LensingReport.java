package nustream.local.lensing;

import java.io.PrintStream;
import java.util.Locale;

/** A lensing campaign's result as text for people. */
final class LensingReport {
  private final PrintStream out;

  LensingReport(PrintStream out) {
    this.out = out;
  }

  void print(LensingResult result) {
    out.printf(
        Locale.ROOT,
        "%nclassified %d %s maps in %.1f s: %.0f maps/s%n",
        result.maps(),
        result.kind(),
        result.seconds(),
        result.mapsPerSecond());
    out.printf(
        Locale.ROOT,
        "0 against %s eV at fixed %s, z_s = %s, %s deg, %d^2 px, %s galaxies/arcmin^2 (sigma_e %s"
            + " per component), seed %d%n%n",
        result.cosmology().get("mnu_ev"),
        result.fixed().equals("as") ? "A_s" : "sigma8",
        result.zs(),
        result.angleDeg(),
        result.npix(),
        result.ngal(),
        result.sigmaE(),
        result.seed());
    row("accuracy of the network", result.accuracy(), "+- %.4f".formatted(result.accuracyError()));
    row(
        "accuracy of the power spectrum",
        result.powerSpectrumAccuracy(),
        "on the first %d maps".formatted(result.powerSpectrumMaps()));
    row("best accuracy possible", result.optimalAccuracy(), optimalNote(result));
    if (result.auc() != null) {
      row("area under the ROC", result.auc(), "");
    }
    out.printf("model %s%n", result.modelDigest());
  }

  private static String optimalNote(LensingResult result) {
    return result.kind().equals("gaussian")
        ? "likelihood ratio of the Gaussian field"
        : "of Gaussian maps with these spectra; no bound for " + result.kind() + " ones";
  }

  private void row(String name, double value, String note) {
    out.printf(Locale.ROOT, "%-32s %.4f  %s%n", name, value, note);
  }
}
