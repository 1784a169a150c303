package nustream.classifier.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import nustream.classifier.maps.MapSide;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.training.SmallTask;
import nustream.lensing.physics.bound.LikelihoodRatio;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.recipe.MapMaker;
import org.junit.jupiter.api.Test;

class RegionSurveyTest {
  private static final int DECILES = 10;

  private static RegionMean mean(List<RegionMean> means, String region) {
    return means.get(RegionNumbers.NAMES.indexOf(region));
  }

  /** kappa = -50 .. 49 (-1/2 added, so that none is 0) with attribution = scale x kappa. */
  private static RegionNumbers line(double scale) {
    float[] kappa = new float[100];
    double[] attribution = new double[100];
    for (int i = 0; i < 100; i++) {
      kappa[i] = (i * 37) % 100 - 49.5f;
      attribution[i] = scale * kappa[i];
    }
    return RegionNumbers.of(kappa, attribution);
  }

  @Test
  void numbersOfAMapAreSumsOverItsRegions() {
    RegionNumbers numbers = line(1);
    assertEquals(
        List.of("q0-10", "q90-100", "void", "over", "peak"),
        List.of(
            RegionNumbers.NAMES.get(0),
            RegionNumbers.NAMES.get(9),
            RegionNumbers.NAMES.get(10),
            RegionNumbers.NAMES.get(11),
            RegionNumbers.NAMES.get(12)));
    assertEquals(-450, numbers.total()[0]);
    assertEquals(450, numbers.total()[9]);
    assertEquals(-1250, numbers.total()[10]);
    assertEquals(1250, numbers.total()[11]);
    assertEquals(0.5, numbers.area()[11]);
    assertEquals(0, numbers.area()[12]); // 3 sigma are 87
    assertEquals(0, numbers.sum(), 1e-9);
    assertEquals(2 * 450, numbers.minus(line(-1)).total()[9]);
  }

  /** Totals 450 times 1, 2, 6: mean 3, variance 7, standard error sqrt(7/3). */
  @Test
  void meansHaveStandardErrors() {
    RegionSurvey survey = new RegionSurvey();
    for (double scale : new double[] {1, 2, 6}) {
      survey.add(line(scale));
    }
    RegionMean top = mean(survey.means(), "q90-100");
    assertEquals(450 * 3, top.total(), 1e-9);
    assertEquals(450 * Math.sqrt(7.0 / 3), top.totalError(), 1e-9);
    assertEquals(45 * 3, top.perPixel(), 1e-9);
    assertEquals(45 * Math.sqrt(7.0 / 3), top.perPixelError(), 1e-9);
    RegionMean peak = mean(survey.means(), "peak");
    assertEquals(0, peak.perPixel());
    RegionSurvey single = new RegionSurvey();
    single.add(line(1));
    assertThrows(IllegalArgumentException.class, single::means);
  }

  /** Shares of one map do not depend on its scale: nothing is left of the scatter. */
  @Test
  void sharesAreRatiosOfMeans() {
    RegionSurvey survey = new RegionSurvey();
    Random random = new Random(1);
    for (int n = 0; n < 20; n++) {
      float[] kappa = new float[100];
      double[] attribution = new double[100];
      double scale = 1 + random.nextDouble();
      for (int i = 0; i < 100; i++) {
        kappa[i] = i - 49.5f;
        attribution[i] = i < 50 ? scale : 3 * scale;
      }
      survey.add(RegionNumbers.of(kappa, attribution));
    }
    List<RegionMean> means = survey.means();
    assertEquals(0.5, mean(means, "void").sharePerArea(), 1e-12);
    assertEquals(1.5, mean(means, "over").sharePerArea(), 1e-12);
    assertEquals(0, mean(means, "over").sharePerAreaError(), 1e-12);
    assertEquals(0.5, survey.asymmetry().value(), 1e-12);
    assertTrue(mean(means, "over").totalError() > 0);
  }

  /**
   * The null hypothesis: for the best classifier of Gaussian maps kappa and -kappa are alike, and
   * extreme pixels say most. 60 pairs, four standard errors.
   */
  @Test
  void theIdealSaliencyOfGaussianMapsIsSymmetric() {
    DetectionTask task = SmallTask.TASK;
    MapMaker maker = new MapMaker(SmallTask.SPECTRA);
    LikelihoodRatio ratio =
        new LikelihoodRatio(
            task.geometry(), spectrum(0), spectrum(task.massEv()), Optional.empty(), 1e5);
    RegionSurvey survey = new RegionSurvey();
    for (int n = 0; n < 60; n++) {
      RegionNumbers[] pair = new RegionNumbers[2];
      for (int label = 0; label < 2; label++) {
        var recipe = SmallTask.UNIVERSE.recipe(label * task.massEv(), 4, MapSide.TEST.index(n));
        ConvergenceMap map = maker.make(Explanations.withoutNoise(recipe));
        pair[label] = RegionNumbers.of(map.pixels(), ratio.attribution(map));
      }
      survey.add(pair[1].minus(pair[0]));
    }
    List<RegionMean> means = survey.means();
    RegionSurvey.Estimate asymmetry = survey.asymmetry();
    assertTrue(
        Math.abs(asymmetry.value()) < 4 * asymmetry.error(),
        asymmetry.value() + " +- " + asymmetry.error());
    for (int low = 0; low < DECILES / 2; low++) {
      RegionMean under = means.get(low);
      RegionMean over = means.get(DECILES - 1 - low);
      double error = Math.hypot(under.sharePerAreaError(), over.sharePerAreaError());
      assertEquals(under.sharePerArea(), over.sharePerArea(), 4 * error, "decile " + low);
    }
    assertTrue(means.get(0).sharePerArea() > 1.5, "voids say little");
    assertTrue(means.get(4).sharePerArea() < 1, "the middle says much");
  }

  private static AngularSpectrum spectrum(double massEv) {
    var recipe = SmallTask.UNIVERSE.recipe(massEv, 0, 0);
    return SmallTask.SPECTRA.of(recipe.cosmology(), recipe.sources(), recipe.nonlinear());
  }
}
