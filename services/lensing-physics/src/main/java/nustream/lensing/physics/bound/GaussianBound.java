package nustream.lensing.physics.bound;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.special.Erf;

/**
 * The best possible classification of two Gaussian fields with equal priors (Neyman and Pearson),
 * in the limit of many modes, where the log-likelihood ratio is normal with mean +-d'^2/2 and
 * variance d'^2 = (1/2) Sum ln^2 r. The exact values are {@link LikelihoodRatioDistribution}'s.
 *
 * @param dPrime separation of the classes in standard deviations
 * @param modes number of real modes
 * @param divergence01 Kullback-Leibler divergence of the first class from the second, nats
 * @param divergence10 of the second from the first, nats
 * @param logBhattacharyya logarithm of the Bhattacharyya coefficient: the error is at most half its
 *     exponential
 */
public record GaussianBound(
    double dPrime, long modes, double divergence01, double divergence10, double logBhattacharyya) {

  public static GaussianBound of(TwoClassModes modes) {
    double square = 0;
    double divergence01 = 0;
    double divergence10 = 0;
    double bhattacharyya = 0;
    for (int i = 0; i < modes.counts().length; i++) {
      double n = modes.counts()[i];
      double r = modes.ratios()[i];
      double ln = Math.log(r);
      square += 0.5 * n * ln * ln;
      divergence01 += 0.5 * n * (ln + 1 / r - 1);
      divergence10 += 0.5 * n * (r - 1 - ln);
      bhattacharyya -= 0.5 * n * Math.log((1 + r) / (2 * Math.sqrt(r)));
    }
    return new GaussianBound(
        Math.sqrt(square), modes.modes(), divergence01, divergence10, bhattacharyya);
  }

  /** Largest fraction of maps that can be classified rightly, Phi(d'/2). */
  public double accuracy() {
    return normal(dPrime / 2);
  }

  /** Largest area under the receiver operating characteristic, Phi(d'/sqrt 2). */
  public double areaUnderCurve() {
    return normal(dPrime / Math.sqrt(2));
  }

  /** Smallest mean cross-entropy in nats, E ln(1 + e^-s) with s normal as the ratio. */
  public double crossEntropy() {
    if (dPrime == 0) {
      return Math.log(2);
    }
    double mean = dPrime * dPrime / 2;
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(200, -9, 9);
    double integral =
        rule.integrate(x -> Math.exp(-0.5 * x * x) * Math.log1p(Math.exp(-(mean + dPrime * x))));
    return integral / Math.sqrt(2 * Math.PI);
  }

  /** Upper bound of the smallest error, half the Bhattacharyya coefficient. */
  public double errorBound() {
    return 0.5 * Math.exp(logBhattacharyya);
  }

  static double normal(double x) {
    return 0.5 * Erf.erfc(-x / Math.sqrt(2));
  }
}
