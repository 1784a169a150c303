package nustream.classifier.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.sweep.Sweep;
import nustream.classifier.sweep.SweepPicture;
import nustream.classifier.sweep.SweepPoint;
import nustream.classifier.sweep.SweepTable;
import nustream.serving.command.ReportOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Accuracy against the settings of the observation. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description =
        "Train and evaluate a network for every combination of the given settings: a table"
            + " (sweep.csv) and a picture (sweep.png) of accuracy beside the bound and the"
            + " power-spectrum classifier. Started again with the same options it goes on.")
final class SweepCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, description = "Folder for results and trainings.")
  private Path out;

  @Option(
      names = "--kinds",
      split = ",",
      description = "gaussian, lognormal (default: that of --kind).")
  private List<String> kinds;

  @Option(
      names = "--redshifts",
      split = ",",
      description = "Redshifts of the sources (default: that of --zs).")
  private List<Double> redshifts;

  @Option(
      names = "--lmaxes",
      split = ",",
      description = "Largest multipoles (default: that of --lmax).")
  private List<Double> largestMultipoles;

  @Option(
      names = "--ngals",
      split = ",",
      description = "Galaxies per square arcminute, 0 for no noise (default: that of --ngal).")
  private List<Double> galaxies;

  @Option(
      names = "--masses",
      split = ",",
      description = "Masses of the massive class, eV (default: that of --mnu).")
  private List<Double> masses;

  @Option(
      names = "--n",
      description = "Test maps per point, both classes together (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000")
  private int testMaps;

  @Option(
      names = "--baseline-pairs",
      description =
          "Pairs of maps that train the power-spectrum classifier (default: ${DEFAULT-VALUE}).",
      defaultValue = "500")
  private int baselinePairs;

  @Option(
      names = "--test-seed",
      description = "Of the test maps (default: ${DEFAULT-VALUE}).",
      defaultValue = "20261122")
  private long testSeed;

  @Mixin private TaskOptions base;
  @Mixin private SettingsOptions options;
  @Mixin private SpectraOption cache;
  @Mixin private ReportOption output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(out);
    List<SweepPoint> points =
        new Sweep(cache.open(), out.resolve("trainings"), testMaps, baselinePairs, testSeed)
            .run(tasks(), options::settings, this::report);
    SweepTable.write(points, out.resolve("sweep.csv"));
    SweepPicture.write(points, out.resolve("sweep.png"));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("points", points.stream().map(SweepPoint::describe).toList());
    output.print(all, table -> table.println(out.resolve("sweep.csv")));
    return 0;
  }

  private List<DetectionTask> tasks() {
    List<Map<String, String>> settings = List.of(base.task().describe());
    settings = each(settings, "kind", kinds);
    settings = each(settings, "galaxies_per_arcmin2", galaxies);
    settings = each(settings, "mass_ev", masses);
    settings = each(settings, "l_max", largestMultipoles);
    settings = each(settings, "source_redshift", redshifts);
    return settings.stream().map(DetectionTask::read).toList();
  }

  /** Every setting with each of the values, or as it is if there are none. */
  private static List<Map<String, String>> each(
      List<Map<String, String>> settings, String name, List<?> values) {
    if (values == null) {
      return settings;
    }
    List<Map<String, String>> all = new ArrayList<>();
    for (Map<String, String> setting : settings) {
      for (Object value : values) {
        Map<String, String> changed = new LinkedHashMap<>(setting);
        changed.put(name, String.valueOf(value));
        all.add(changed);
      }
    }
    return all;
  }

  private void report(SweepPoint point) {
    PrintWriter err = spec.commandLine().getErr();
    Map<String, Double> m = point.metrics();
    DetectionTask task = point.task();
    err.printf(
        Locale.ROOT,
        "kind=%s zs=%s lmax=%s ngal=%s mass_ev=%s accuracy=%.4f error=%.4f bound=%.4f"
            + " power_spectrum=%.4f%n",
        task.kind().name().toLowerCase(Locale.ROOT),
        task.sourceRedshift(),
        task.largestMultipole(),
        task.galaxiesPerArcmin2(),
        task.massEv(),
        m.get("accuracy"),
        m.get("accuracy_error"),
        m.get("optimal_accuracy"),
        m.get("power_spectrum_accuracy"));
    err.flush();
  }
}
