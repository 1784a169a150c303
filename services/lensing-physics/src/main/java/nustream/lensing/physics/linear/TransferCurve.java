package nustream.lensing.physics.linear;

import org.hipparchus.analysis.interpolation.SplineInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;

/**
 * A transfer function against wavenumber: cubic spline of ln delta in ln k, continued by its
 * limits, delta ~ k^2 on large scales and delta ~ ln(c k) (logarithmic growth in the radiation era)
 * on small ones.
 */
final class TransferCurve {
  private final PolynomialSplineFunction spline;
  private final double first;
  private final double last;
  private final double lastValue;
  private final double logarithm;

  /**
   * @param wavenumbers increasing
   * @param contrast positive
   */
  TransferCurve(double[] wavenumbers, double[] contrast) {
    double[] x = new double[wavenumbers.length];
    double[] y = new double[wavenumbers.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.log(wavenumbers[i]);
      y[i] = Math.log(contrast[i]);
    }
    spline = new SplineInterpolator().interpolate(x, y);
    int n = x.length - 1;
    first = x[0];
    last = x[n];
    lastValue = contrast[n];
    // delta(k) = delta(k_n) [1 + logarithm ln(k/k_n)], with the slope between the last two points
    logarithm = (1 - contrast[n - 1] / contrast[n]) / (x[n] - x[n - 1]);
  }

  double at(double k) {
    double x = Math.log(k);
    if (x < first) {
      return Math.exp(spline.value(first) + 2 * (x - first));
    }
    if (x > last) {
      return lastValue * (1 + logarithm * (x - last));
    }
    return Math.exp(spline.value(x));
  }
}
