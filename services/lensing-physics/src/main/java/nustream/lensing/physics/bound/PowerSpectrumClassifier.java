package nustream.lensing.physics.bound;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposer;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Linear discriminant on binned power spectra, Fisher's: the best linear use of two-point
 * information when its covariance is that of simulated maps. The baseline that a network must beat
 * on non-Gaussian maps. Works on ln C, whose scatter depends less on the class.
 */
public final class PowerSpectrumClassifier {
  private final double[] weight;
  private final double threshold;
  private final double dPrime;

  /**
   * Trains on spectra of both classes.
   *
   * @param class0 binned spectra, [map][bin], positive; more maps than bins
   * @param class1 the same of the second class
   */
  public PowerSpectrumClassifier(double[][] class0, double[][] class1) {
    int bins = class0[0].length;
    if (class0.length + class1.length < bins + 4) {
      throw new IllegalArgumentException(
          (class0.length + class1.length)
              + " maps are not allowed: the covariance of "
              + bins
              + " bins needs at least "
              + (bins + 4));
    }
    double[] mean0 = mean(class0);
    double[] mean1 = mean(class1);
    double[][] covariance = new double[bins][bins];
    accumulate(covariance, class0, mean0);
    accumulate(covariance, class1, mean1);
    int maps = class0.length + class1.length;
    RealMatrix matrix = new Array2DRowRealMatrix(covariance).scalarMultiply(1.0 / (maps - 2));
    RealVector difference = new ArrayRealVector(mean1).subtract(new ArrayRealVector(mean0));
    RealVector solution = new CholeskyDecomposer(1e-12, 0).decompose(matrix).solve(difference);
    weight = solution.toArray();
    threshold =
        0.5 * (solution.dotProduct(new ArrayRealVector(mean0)))
            + 0.5 * solution.dotProduct(new ArrayRealVector(mean1));
    // The inverse of an estimated covariance is too large by this much (Hartlap et al. 2007).
    double unbiased = (maps - bins - 3.0) / (maps - 2.0);
    dPrime = Math.sqrt(unbiased * solution.dotProduct(difference));
  }

  private static double[] mean(double[][] spectra) {
    double[] mean = new double[spectra[0].length];
    for (double[] spectrum : spectra) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += logarithm(spectrum[i]) / spectra.length;
      }
    }
    return mean;
  }

  private static void accumulate(double[][] covariance, double[][] spectra, double[] mean) {
    for (double[] spectrum : spectra) {
      for (int i = 0; i < mean.length; i++) {
        double first = logarithm(spectrum[i]) - mean[i];
        for (int j = 0; j < mean.length; j++) {
          covariance[i][j] += first * (logarithm(spectrum[j]) - mean[j]);
        }
      }
    }
  }

  private static double logarithm(double power) {
    if (!(power > 0)) {
      throw new IllegalArgumentException(
          "binned power = " + power + " is not allowed: positive (is the bin empty?)");
    }
    return Math.log(power);
  }

  /** Logit of a spectrum: positive favours the second class. */
  public double logit(double[] spectrum) {
    double sum = -threshold;
    for (int i = 0; i < weight.length; i++) {
      sum += weight[i] * logarithm(spectrum[i]);
    }
    return sum;
  }

  /** Separation of the classes in standard deviations, from the training spectra, debiased. */
  public double dPrime() {
    return dPrime;
  }
}
