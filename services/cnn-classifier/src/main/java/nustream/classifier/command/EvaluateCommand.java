package nustream.classifier.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.classifier.evaluation.EvaluationReport;
import nustream.classifier.evaluation.Evaluator;
import nustream.classifier.maps.SimulatedMaps;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.ModelFile;
import nustream.learning.store.ModelRelease;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model on fresh maps. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Classify fresh maps of a model's own task, beside the best that is possible on Gaussian"
            + " maps and beside a classifier that knows power spectra alone.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;

  @Option(
      names = "--n",
      description = "Test maps of both classes together (default: ${DEFAULT-VALUE}).",
      defaultValue = "4000")
  private int count;

  @Option(
      names = "--baseline-pairs",
      description =
          "Pairs of maps that train the power-spectrum classifier (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000")
  private int baselinePairs;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "20261122")
  private long seed;

  @Option(
      names = "--symmetrise",
      description = "Average logits over the eight symmetries of the square.")
  private boolean symmetrise;

  @Mixin private SpectraOption cache;
  @Mixin private ReportOption output;

  @Override
  public Integer call() throws IOException {
    ModelRelease release = model.load();
    EvaluationReport report = judge(release, cache.open());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model", release.name());
    all.put("digest", release.digest());
    all.put("seed", seed);
    all.put("symmetrise", symmetrise);
    all.putAll(report.describe());
    output.print(all, out -> print(out, report));
    return 0;
  }

  private EvaluationReport judge(ModelRelease release, Spectra spectra) {
    TaskUniverse universe = new TaskUniverse(ModelFile.task(release.card()), spectra);
    SimulatedMaps maps = new SimulatedMaps(universe, new MapMaker(spectra), seed);
    try (MapPredictor predictor = MapPredictor.open(release)) {
      return new Evaluator(universe, spectra, maps)
          .judge(predictor, count / 2, baselinePairs, symmetrise);
    }
  }

  private static void print(PrintWriter out, EvaluationReport report) {
    report.metrics().forEach((name, value) -> out.printf(Locale.ROOT, "%s: %.5g%n", name, value));
  }
}
