package nustream.classifier.command;

import nustream.classifier.evaluation.EvaluationReport;
import nustream.classifier.evaluation.Evaluator;
import nustream.classifier.maps.SimulatedMaps;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.ModelFile;
import nustream.learning.store.ModelRelease;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The fresh maps that a model is judged on. */
final class TestOptions {
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

  @Option(
      names = "--seed",
      description = "Of the maps (default: ${DEFAULT-VALUE}).",
      defaultValue = "20261122")
  private long seed;

  @Option(
      names = "--symmetrise",
      description = "Average logits over the eight symmetries of the square.")
  private boolean symmetrise;

  @Mixin private SpectraOption cache;

  EvaluationReport judge(ModelRelease release) {
    Spectra spectra = cache.open();
    TaskUniverse universe = new TaskUniverse(ModelFile.task(release.card()), spectra);
    SimulatedMaps maps = new SimulatedMaps(universe, new MapMaker(spectra), seed);
    try (MapPredictor predictor = MapPredictor.open(release)) {
      return new Evaluator(universe, spectra, maps)
          .judge(predictor, count / 2, baselinePairs, symmetrise);
    }
  }

  long seed() {
    return seed;
  }

  boolean symmetrise() {
    return symmetrise;
  }
}
