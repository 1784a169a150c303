package nustream.classifier.evaluation;

import java.util.List;
import nustream.classifier.maps.MapSide;
import nustream.classifier.maps.MapSource;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.Verdict;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.bound.LikelihoodRatio;
import nustream.lensing.physics.bound.LikelihoodRatioDistribution;
import nustream.lensing.physics.bound.TwoClassModes;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.recipe.PowerSpectrumBaseline;
import nustream.lensing.physics.recipe.Spectra;

/**
 * Measures a network on fresh maps, beside the best that is possible on Gaussian maps and beside a
 * classifier that knows power spectra alone. Test maps are independent: no two share phases.
 */
public final class Evaluator {
  /** Maps per native call: 4 MiB for 128^2 pixels. */
  private static final int CHUNK = 64;

  private final DetectionTask task;
  private final AngularSpectrum massless;
  private final AngularSpectrum massive;
  private final MapSource maps;

  /**
   * @param maps of the task's universe; those of the test side are judged, those of the training
   *     side teach the power-spectrum classifier
   */
  public Evaluator(TaskUniverse universe, Spectra spectra, MapSource maps) {
    this.task = universe.task();
    this.maps = maps;
    this.massless = spectrum(universe, spectra, 0);
    this.massive = spectrum(universe, spectra, task.sameTwoPoint() ? 0 : task.massEv());
  }

  private static AngularSpectrum spectrum(TaskUniverse universe, Spectra spectra, double massEv) {
    var recipe = universe.recipe(massEv, 0, 0);
    return spectra.of(recipe.cosmology(), recipe.sources(), recipe.nonlinear());
  }

  /** Maps of the two classes share no phases. */
  private ConvergenceMap trainingMap(int label, int number) {
    float[] pixels = new float[task.geometry().size()];
    maps.write(label * task.massEv(), MapSide.TRAINING.index(2L * number + label), pixels, 0);
    return new ConvergenceMap(task.geometry(), pixels);
  }

  /** The best that is possible if the maps are Gaussian. */
  public GaussianBound bound() {
    return GaussianBound.of(modes());
  }

  private TwoClassModes modes() {
    return TwoClassModes.of(
        task.geometry(), massless, massive, task.noise(), task.largestMultipole());
  }

  /**
   * Judges a network.
   *
   * @param mapsPerClass test maps of each class, at least 2
   * @param baselinePairs pairs of maps that the power-spectrum classifier is trained on
   * @param symmetrise whether the network averages over the symmetries of the square
   */
  public EvaluationReport judge(
      MapPredictor predictor, int mapsPerClass, int baselinePairs, boolean symmetrise) {
    MapGeometry geometry = task.geometry();
    LikelihoodRatio ratio =
        new LikelihoodRatio(geometry, massless, massive, task.noise(), task.largestMultipole());
    PowerSpectrumBaseline baseline =
        new PowerSpectrumBaseline(
            geometry, task.largestMultipole(), baselinePairs, this::trainingMap, false);
    TestLogits found =
        new TestLogits(
            new double[2][mapsPerClass],
            new double[2][mapsPerClass],
            new double[2][mapsPerClass],
            new double[2][mapsPerClass],
            new double[2][mapsPerClass]);
    for (int label = 0; label < 2; label++) {
      for (int first = 0; first < mapsPerClass; first += CHUNK) {
        int count = Math.min(CHUNK, mapsPerClass - first);
        float[] pixels = new float[count * geometry.size()];
        for (int i = 0; i < count; i++) {
          int n = first + i;
          float[] one = new float[geometry.size()];
          maps.write(label * task.massEv(), MapSide.TEST.index(2L * n + label), one, 0);
          System.arraycopy(one, 0, pixels, i * one.length, one.length);
          ConvergenceMap map = new ConvergenceMap(geometry, one);
          found.ratio()[label][n] = ratio.of(map);
          found.powerSpectrum()[label][n] = baseline.logit(map);
        }
        List<Verdict> verdicts =
            symmetrise ? predictor.predictSymmetrised(pixels) : predictor.predict(pixels);
        for (int i = 0; i < count; i++) {
          found.network()[label][first + i] = verdicts.get(i).logit();
          found.masses()[label][first + i] = verdicts.get(i).massEv();
          found.massErrors()[label][first + i] = verdicts.get(i).massErrorEv();
        }
      }
    }
    // The exact distribution is for classes that differ.
    GaussianBound bound = bound();
    double best = bound.dPrime() > 0 ? new LikelihoodRatioDistribution(modes()).accuracy() : 0.5;
    return new EvaluationReport(task, found, bound, best);
  }
}
