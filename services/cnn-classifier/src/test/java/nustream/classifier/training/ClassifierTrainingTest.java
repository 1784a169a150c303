package nustream.classifier.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nustream.classifier.evaluation.EvaluationReport;
import nustream.classifier.evaluation.Evaluator;
import nustream.classifier.model.MapPredictor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTrainingTest {
  @TempDir Path folder;

  private static ClassifierTraining training(TrainingSettings settings, Path folder) {
    return new ClassifierTraining(settings, SmallTask.maps(settings.seed()), folder);
  }

  /**
   * On an easy case the network reaches 90 % of what is possible and not more than that: three
   * standard errors of the accuracy of 1,200 maps are 0.04.
   */
  @Test
  void aTinyNetworkComesCloseToTheBoundAndNotAboveIt() throws IOException, InterruptedException {
    TrainingSettings settings = SmallTask.settings(1, false, new Stopping(100, 25, 300, 1000, 10));
    Candidate best = training(settings, folder).run(TrainingProgress.NONE);
    Evaluator evaluator =
        new Evaluator(SmallTask.UNIVERSE, SmallTask.SPECTRA, SmallTask.maps(99).get());
    try (MapPredictor predictor =
        MapPredictor.of(settings.network(), 32, best.parameters(), best.statistics())) {
      EvaluationReport report = evaluator.judge(predictor, 600, 200, false);
      assertTrue(report.shareOfSeparation() > 0.9, "share " + report.shareOfSeparation());
      double best3 = report.optimalAccuracy() + 3 * report.accuracyError();
      assertTrue(report.accuracy() < best3, report.accuracy() + " against " + best3);
      assertEquals(report.optimalAccuracy(), report.ratioAccuracy(), 3 * report.accuracyError());
      // The likelihood ratio regressed on the logit: 1 for a calibrated network.
      assertEquals(1, report.calibrationSlope(), 0.15);
      double massError = report.metrics().get("mass_mean_massive_ev") - SmallTask.MASS_EV;
      assertTrue(Math.abs(massError) < 0.05, "mass is off by " + massError);
    }
    assertTrue(Files.size(folder.resolve("training.png")) > 1000);
    assertTrue(Files.readString(folder.resolve("training.csv")).startsWith("step,loss_training,"));
  }

  /** Against labels that mean nothing the accuracy is one half, within 3 standard errors. */
  @Test
  void shuffledLabelsTeachNothing() throws IOException, InterruptedException {
    Stopping stopping = new Stopping(60, 30, 500, 200, 10);
    Candidate best =
        training(SmallTask.settings(2, true, stopping), folder).run(TrainingProgress.NONE);
    assertEquals(0.5, best.validation().accuracy(), 3 * 0.5 / Math.sqrt(1000));
    assertEquals(0.5, best.validation().area(), 3 * 0.29 * Math.sqrt(2.0 / 500));
    assertTrue(best.validation().loss() > Math.log(2) - 0.01, "" + best.validation().loss());
  }

  /** Stops a training like a kill right after a checkpoint. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aTrainingStoppedInTheMiddleEndsWithTheSameWeights()
      throws IOException, InterruptedException {
    TrainingSettings settings = SmallTask.settings(3, false, new Stopping(8, 2, 32, 64, 10));
    Candidate undisturbed = training(settings, folder.resolve("whole")).run(TrainingProgress.NONE);
    Path halves = folder.resolve("halves");
    TrainingProgress stopAfter4 =
        (candidate, rate) -> {
          if (candidate.step() == 4) {
            throw new Stopped();
          }
          return true;
        };
    assertThrows(Stopped.class, () -> training(settings, halves).run(stopAfter4));
    Candidate resumed = training(settings, halves).run(TrainingProgress.NONE);
    assertEquals(undisturbed.step(), resumed.step());
    assertEquals(undisturbed.validation(), resumed.validation());
    for (String name : undisturbed.parameters().keySet()) {
      assertArrayEquals(
          undisturbed.parameters().get(name).values(),
          resumed.parameters().get(name).values(),
          name);
    }
    assertArrayEquals(undisturbed.statistics().mean(), resumed.statistics().mean());

    TrainingSettings other = SmallTask.settings(4, false, new Stopping(8, 2, 32, 64, 10));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> training(other, halves).run(TrainingProgress.NONE));
    assertTrue(refused.getMessage().contains("seed = 3"), refused.getMessage());
  }

  @Test
  void aTrainingStopsWhenItGetsNoBetter() {
    Candidate good = new Candidate(1, null, null, new Validation(0.5, 0, 0, 0));
    Candidate worse = new Candidate(2, null, null, new Validation(0.6, 0, 0, 0));
    Candidate better = new Candidate(3, null, null, new Validation(0.4, 0, 0, 0));
    BestSoFar stale = BestSoFar.NONE.after(good).after(worse).after(worse);
    assertEquals(2, stale.stale());
    assertEquals(1, stale.candidate().step());
    assertEquals(0, stale.after(better).stale());
    assertEquals(3, stale.after(better).candidate().step());
  }

  @Test
  void settingsSurviveTheirDescription() {
    TrainingSettings settings = SmallTask.settings(3, true, new Stopping(8, 2, 32, 64, 10));
    assertEquals(settings, TrainingSettings.read(settings.describe()));
  }
}
