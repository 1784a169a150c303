package nustream.classifier.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A sweep as CSV: one row per task. */
public final class SweepTable {
  private static final List<String> SETTINGS =
      List.of(
          "kind",
          "source_redshift",
          "l_max",
          "galaxies_per_arcmin2",
          "mass_ev",
          "fixed_amplitude",
          "angle_deg",
          "pixels");

  private static final List<String> METRICS =
      List.of(
          "accuracy",
          "accuracy_error",
          "auc",
          "d_prime",
          "optimal_accuracy",
          "optimal_d_prime",
          "share_of_d_prime",
          "power_spectrum_accuracy",
          "likelihood_ratio_accuracy",
          "maps");

  private SweepTable() {}

  /** Writes the table. */
  public static void write(List<SweepPoint> points, Path csv) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", SETTINGS) + "," + String.join(",", METRICS));
    for (SweepPoint point : points) {
      List<String> cells = new ArrayList<>();
      SETTINGS.forEach(name -> cells.add(point.task().describe().get(name)));
      METRICS.forEach(name -> cells.add(String.valueOf(point.metric(name))));
      lines.add(String.join(",", cells));
    }
    Files.write(csv, lines);
  }
}
