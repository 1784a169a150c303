package nustream.lensing.physics.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.SharedSpectra;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.FieldKind;
import nustream.lensing.physics.field.LognormalShift;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.field.MultipoleBins;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.PowerEstimator;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import org.junit.jupiter.api.Test;

/** Simulated maps against the bounds: tests maps, noise and mode counting at once. */
class ClassifierTest {
  private static final MapGeometry MAP = new MapGeometry(3.5, 64);
  private static final Optional<ShapeNoise> NOISE = Optional.of(new ShapeNoise(30, 0.26));
  private static final Observation OBSERVATION = Observation.ideal(MAP).withNoise(NOISE.get());
  private static final double SHIFT = LognormalShift.at(2);
  private static final int MAPS = 3000;
  private static final double NO_CUT = 1e5;

  private final AngularSpectrum massless = spectrum(0);
  private final AngularSpectrum massive = spectrum(0.1);

  private static AngularSpectrum spectrum(double mass) {
    return SharedSpectra.plane(ReferenceCosmology.massiveNus(mass), NonlinearModel.HALOFIT, 2);
  }

  /** Accuracy of the ratio on maps of other seeds per class, within 3 standard errors. */
  @Test
  void theRatioReachesTheBoundOnGaussianMaps() {
    LikelihoodRatio ratio = new LikelihoodRatio(MAP, massless, massive, NOISE, NO_CUT);
    TwoClassModes modes = TwoClassModes.of(MAP, massless, massive, NOISE, NO_CUT);
    GaussianBound bound = GaussianBound.of(modes);
    MapSimulator none = new MapSimulator(massless, FieldKind.GAUSSIAN, SHIFT, OBSERVATION);
    MapSimulator some = new MapSimulator(massive, FieldKind.GAUSSIAN, SHIFT, OBSERVATION);
    int right = 0;
    double[] lambda0 = new double[MAPS];
    double[] lambda1 = new double[MAPS];
    for (int i = 0; i < MAPS; i++) {
      lambda0[i] = ratio.of(none.simulate(1, i));
      lambda1[i] = ratio.of(some.simulate(2, i));
      right += (lambda0[i] < 0 ? 1 : 0) + (lambda1[i] > 0 ? 1 : 0);
    }
    double best = new LikelihoodRatioDistribution(modes).accuracy();
    double error = Math.sqrt(best * (1 - best) / (2 * MAPS));
    assertEquals(best, right / (2.0 * MAPS), 3 * error);
    double half = bound.dPrime() * bound.dPrime() / 2;
    double meanError = bound.dPrime() / Math.sqrt(MAPS);
    assertEquals(
        -bound.divergence01(), Arrays.stream(lambda0).average().orElseThrow(), 4 * meanError);
    assertEquals(
        bound.divergence10(), Arrays.stream(lambda1).average().orElseThrow(), 4 * meanError);
    assertEquals(half, bound.divergence10(), 0.05 * half);
  }

  /** Scaled to one spectrum, Gaussian classes are one: 50 % within 3 standard errors. */
  @Test
  void nothingIsLeftWithoutTwoPointInformation() {
    LikelihoodRatio ratio = new LikelihoodRatio(MAP, massless, massive, NOISE, NO_CUT);
    MapSimulator none = new MapSimulator(massless, FieldKind.GAUSSIAN, SHIFT, OBSERVATION);
    MapSimulator scaled =
        new MapSimulator(massive, FieldKind.GAUSSIAN, SHIFT, OBSERVATION, Optional.of(massless));
    int right = 0;
    int maps = 1500;
    for (int i = 0; i < maps; i++) {
      right += ratio.of(none.simulate(1, i)) < 0 ? 1 : 0;
      right += ratio.of(scaled.simulate(2, i)) > 0 ? 1 : 0;
    }
    assertEquals(0.5, right / (2.0 * maps), 3 * 0.5 / Math.sqrt(2 * maps));
  }

  /**
   * The discriminant on binned power loses little on Gaussian maps, where binned power is nearly
   * all there is, and much on lognormal ones, whose modes share their scatter.
   */
  @Test
  void thePowerSpectrumClassifierIsBelowTheBound() {
    double bound =
        GaussianBound.of(TwoClassModes.of(MAP, massless, massive, NOISE, NO_CUT)).accuracy();
    double gaussian = accuracyOfPowerSpectrum(FieldKind.GAUSSIAN);
    double lognormal = accuracyOfPowerSpectrum(FieldKind.LOGNORMAL);
    double error = Math.sqrt(bound * (1 - bound) / 2000);
    assertTrue(gaussian < bound + 3 * error, gaussian + " against " + bound);
    assertTrue(gaussian > bound - 0.03 - 3 * error, gaussian + " against " + bound);
    assertTrue(lognormal < gaussian - 0.03, lognormal + " against " + gaussian);
    assertTrue(lognormal > 0.53, "lognormal " + lognormal);
  }

  private double accuracyOfPowerSpectrum(FieldKind kind) {
    PowerEstimator estimator = new PowerEstimator(MAP, new MultipoleBins(100, 4600, 12));
    MapSimulator none = new MapSimulator(massless, kind, SHIFT, OBSERVATION);
    MapSimulator some = new MapSimulator(massive, kind, SHIFT, OBSERVATION);
    int training = 1000;
    int test = 1000;
    double[][] spectra0 = new double[training + test][];
    double[][] spectra1 = new double[training + test][];
    for (int i = 0; i < spectra0.length; i++) {
      spectra0[i] = estimator.estimate(none.simulate(5, i));
      spectra1[i] = estimator.estimate(some.simulate(6, i));
    }
    PowerSpectrumClassifier classifier =
        new PowerSpectrumClassifier(
            Arrays.copyOf(spectra0, training), Arrays.copyOf(spectra1, training));
    int right = 0;
    for (int i = training; i < spectra0.length; i++) {
      right += classifier.logit(spectra0[i]) < 0 ? 1 : 0;
      right += classifier.logit(spectra1[i]) > 0 ? 1 : 0;
    }
    double accuracy = right / (2.0 * test);
    // What the training spectra promise holds for others, within 4 standard errors of both.
    double promised = GaussianBound.normal(classifier.dPrime() / 2);
    assertEquals(promised, accuracy, 4 * Math.sqrt(0.25 / (2 * test)) * Math.sqrt(2));
    return accuracy;
  }

  /** Integrated gradients of a quadratic form are complete, and even in the map. */
  @Test
  void attributionSumsToTheRatio() {
    LikelihoodRatio ratio = new LikelihoodRatio(MAP, massless, massive, NOISE, NO_CUT);
    MapSimulator some = new MapSimulator(massive, FieldKind.GAUSSIAN, SHIFT, OBSERVATION);
    ConvergenceMap map = some.simulate(9, 1);
    ConvergenceMap zero = new ConvergenceMap(MAP, new float[MAP.size()]);
    double sum = Arrays.stream(ratio.attribution(map)).sum();
    double expected = ratio.of(map) - ratio.of(zero);
    assertEquals(expected, sum, 1e-6 * Math.abs(expected) + 1e-9);
    float[] negative = map.pixels().clone();
    for (int i = 0; i < negative.length; i++) {
      negative[i] = -negative[i];
    }
    double[] mirrored = ratio.attribution(new ConvergenceMap(MAP, negative));
    assertEquals(ratio.attribution(map)[77], mirrored[77], 1e-12);
  }
}
