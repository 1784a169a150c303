package nustream.classifier.evaluation;

import java.util.stream.IntStream;
import nustream.classifier.maps.MapSide;
import nustream.classifier.maps.MapSource;
import nustream.classifier.model.DetectionTask;
import nustream.lensing.physics.bound.PowerSpectrumClassifier;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.MultipoleBins;
import nustream.lensing.physics.field.PowerEstimator;

/**
 * The classifier that knows binned power spectra alone, trained on maps of the training side: what
 * a network has to beat where maps are not Gaussian. Owned by one thread.
 */
final class PowerBaseline {
  private static final int BINS = 20;

  private final MapGeometry geometry;
  private final PowerEstimator estimator;
  private final int[] filled;
  private final PowerSpectrumClassifier classifier;

  /**
   * @param trainingPairs pairs of maps that its covariance is estimated from
   */
  PowerBaseline(DetectionTask task, MapSource maps, int trainingPairs) {
    geometry = task.geometry();
    estimator = new PowerEstimator(geometry, bins(task));
    int[] modes = estimator.modes();
    filled = IntStream.range(0, BINS).filter(bin -> modes[bin] > 0).toArray();
    double[][] class0 = new double[trainingPairs][];
    double[][] class1 = new double[trainingPairs][];
    for (int i = 0; i < trainingPairs; i++) {
      class0[i] = training(maps, 0, 2L * i);
      class1[i] = training(maps, task.massEv(), 2L * i + 1);
    }
    classifier = new PowerSpectrumClassifier(class0, class1);
  }

  private double[] training(MapSource maps, double massEv, long n) {
    float[] pixels = new float[geometry.size()];
    maps.write(massEv, MapSide.TRAINING.index(n), pixels, 0);
    return spectrum(new ConvergenceMap(geometry, pixels));
  }

  double logit(ConvergenceMap map) {
    return classifier.logit(spectrum(map));
  }

  private double[] spectrum(ConvergenceMap map) {
    double[] power = estimator.estimate(map);
    return IntStream.of(filled).mapToDouble(bin -> power[bin]).toArray();
  }

  /** From the fundamental to the corner of the grid, or to where modes are removed. */
  private static MultipoleBins bins(DetectionTask task) {
    double first = task.geometry().fundamental();
    double corner = first * task.geometry().pixels() / Math.sqrt(2);
    double last = Math.max(Math.min(corner, task.largestMultipole()), 1.01 * first);
    double margin = 1 + 1e-9; // so that the first and the last mode lie inside
    return new MultipoleBins(first / margin, last * margin, BINS);
  }
}
