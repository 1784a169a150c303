package nustream.classifier.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import nustream.classifier.evaluation.EvaluationReport;
import nustream.classifier.evaluation.Evaluator;
import nustream.classifier.maps.SimulatedMaps;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.DetectionTask.FixedAmplitude;
import nustream.classifier.model.MapPredictor;
import nustream.lensing.physics.recipe.MapMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks in which there is nothing, or hardly anything, to see: what a trained network reaches above
 * that would be a leak of the label. 600 maps per class: three standard errors are 0.043.
 */
class NetworkNullsTest {
  private static final int MAPS_PER_CLASS = 600;

  @TempDir Path folder;

  private EvaluationReport trained(DetectionTask task) throws IOException, InterruptedException {
    TaskUniverse universe = new TaskUniverse(task, SmallTask.SPECTRA);
    MapMaker maker = new MapMaker(SmallTask.SPECTRA);
    TrainingSettings settings =
        SmallTask.settings(6, false, new Stopping(45, 15, 150, 400, 10)).withTask(task);
    Candidate best =
        new ClassifierTraining(settings, () -> new SimulatedMaps(universe, maker, 6), folder)
            .run(TrainingProgress.NONE);
    SimulatedMaps fresh = new SimulatedMaps(universe, maker, 98);
    try (MapPredictor predictor =
        MapPredictor.of(
            settings.network(), task.geometry().pixels(), best.parameters(), best.statistics())) {
      return new Evaluator(universe, SmallTask.SPECTRA, fresh)
          .judge(predictor, MAPS_PER_CLASS, 100, false);
    }
  }

  private static double threeErrors(double accuracy) {
    return 3 * Math.sqrt(accuracy * (1 - accuracy) / (2 * MAPS_PER_CLASS));
  }

  /** Gaussian maps hold nothing but their two-point function: without it every class is alike. */
  @Test
  void withoutTwoPointInformationTheNetworkGuesses() throws IOException, InterruptedException {
    EvaluationReport report = trained(SmallTask.task(FixedAmplitude.PRIMORDIAL, true));
    assertEquals(0.5, report.optimalAccuracy());
    assertEquals(0.5, report.accuracy(), threeErrors(0.5));
    assertEquals(0.5, report.metrics().get("auc"), 3 * 0.29 * Math.sqrt(2.0 / MAPS_PER_CLASS));
  }

  /** At fixed sigma8 little is left, and no network finds more than that. */
  @Test
  void atFixedSigma8TheNetworkStaysBelowItsSmallBound() throws IOException, InterruptedException {
    EvaluationReport report = trained(SmallTask.task(FixedAmplitude.SIGMA8, false));
    double bound = report.optimalAccuracy();
    assertTrue(bound > 0.5 && bound < 0.6, "bound " + bound);
    assertTrue(
        report.accuracy() <= bound + threeErrors(bound), report.accuracy() + " above " + bound);
    assertTrue(report.accuracy() >= 0.5 - threeErrors(0.5), "worse than guessing");
  }
}
