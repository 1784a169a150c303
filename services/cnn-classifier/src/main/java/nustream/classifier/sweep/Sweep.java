package nustream.classifier.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import nustream.classifier.evaluation.EvaluationReport;
import nustream.classifier.evaluation.Evaluator;
import nustream.classifier.maps.SimulatedMaps;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.training.Candidate;
import nustream.classifier.training.ClassifierTraining;
import nustream.classifier.training.TrainingProgress;
import nustream.classifier.training.TrainingSettings;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;

/**
 * Trains a network for each of several tasks and evaluates it. Each training has a folder of its
 * own, so that an interrupted sweep goes on where it was.
 */
public final class Sweep {
  private final Spectra spectra;
  private final Path folder;
  private final int testMaps;
  private final int baselinePairs;
  private final long testSeed;

  /**
   * @param testMaps of both classes together, per task
   * @param baselinePairs pairs of maps that train the power-spectrum classifier
   */
  public Sweep(Spectra spectra, Path folder, int testMaps, int baselinePairs, long testSeed) {
    this.spectra = spectra;
    this.folder = folder;
    this.testMaps = testMaps;
    this.baselinePairs = baselinePairs;
    this.testSeed = testSeed;
  }

  /**
   * Runs all points.
   *
   * @param settings of the training for a task
   * @param done told after each point
   */
  public List<SweepPoint> run(
      List<DetectionTask> tasks,
      Function<DetectionTask, TrainingSettings> settings,
      Consumer<SweepPoint> done)
      throws IOException, InterruptedException {
    List<SweepPoint> points = new ArrayList<>();
    for (DetectionTask task : tasks) {
      SweepPoint point = point(settings.apply(task));
      points.add(point);
      done.accept(point);
    }
    return points;
  }

  private SweepPoint point(TrainingSettings settings) throws IOException, InterruptedException {
    TaskUniverse universe = new TaskUniverse(settings.task(), spectra);
    MapMaker maker = new MapMaker(spectra);
    Candidate best =
        new ClassifierTraining(
                settings,
                () -> new SimulatedMaps(universe, maker, settings.seed()),
                folder.resolve(name(settings.task())))
            .run(TrainingProgress.NONE);
    Evaluator evaluator =
        new Evaluator(universe, spectra, new SimulatedMaps(universe, maker, testSeed));
    int pixels = settings.task().geometry().pixels();
    try (MapPredictor predictor =
        MapPredictor.of(settings.network(), pixels, best.parameters(), best.statistics())) {
      EvaluationReport report = evaluator.judge(predictor, testMaps / 2, baselinePairs, false);
      return new SweepPoint(settings.task(), report.metrics());
    }
  }

  /** A folder name that tells the tasks of a sweep apart. */
  static String name(DetectionTask task) {
    Map<String, String> words = task.describe();
    return String.join(
            "-",
            words.get("kind"),
            "z" + words.get("source_redshift"),
            "l" + words.get("l_max"),
            "n" + words.get("galaxies_per_arcmin2"),
            "m" + words.get("mass_ev"),
            words.get("fixed_amplitude"))
        .toLowerCase(Locale.ROOT);
  }
}
