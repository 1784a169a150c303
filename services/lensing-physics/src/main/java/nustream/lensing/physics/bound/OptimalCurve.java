package nustream.lensing.physics.bound;

import org.hipparchus.special.Erf;

/**
 * The receiver operating characteristic of the best possible classifier, in the limit of many modes
 * as {@link GaussianBound}: both classes normal and d' apart, so that {@code TPR = Phi(d' +
 * Phi^-1(FPR))}. No classifier of Gaussian maps lies above it.
 *
 * @param dPrime separation of the classes in standard deviations, at least 0
 */
public record OptimalCurve(double dPrime) {
  public OptimalCurve {
    if (!(dPrime >= 0 && dPrime < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("d' = " + dPrime + " is not allowed: at least 0");
    }
  }

  /**
   * Largest fraction of the massive maps above a threshold that this fraction of others exceeds.
   */
  public double truePositiveRate(double falsePositiveRate) {
    if (!(falsePositiveRate >= 0 && falsePositiveRate <= 1)) {
      throw new IllegalArgumentException(
          "false-positive rate = " + falsePositiveRate + " is not allowed: from 0 to 1");
    }
    if (falsePositiveRate == 0 || falsePositiveRate == 1) {
      return falsePositiveRate;
    }
    double threshold = -Math.sqrt(2) * Erf.erfInv(1 - 2 * falsePositiveRate);
    return GaussianBound.normal(dPrime + threshold);
  }
}
