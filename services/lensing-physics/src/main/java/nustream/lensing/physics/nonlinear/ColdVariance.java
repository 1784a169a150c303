package nustream.lensing.physics.nonlinear;

import nustream.lensing.physics.linear.MatterVariance;
import nustream.lensing.physics.linear.PowerSpectrum;
import org.hipparchus.analysis.interpolation.SplineInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;

/** Rms contrast of cold matter in spheres, tabulated against the radius. */
final class ColdVariance {
  private static final double LN_FIRST = Math.log(1e-4);
  private static final double LN_LAST = Math.log(1e3);
  private static final int POINTS = 97;

  private final PolynomialSplineFunction lnSigma;
  private final PolynomialSplineFunction slope;
  private final double sigma8;

  ColdVariance(PowerSpectrum cold) {
    MatterVariance variance = new MatterVariance(cold);
    double[] x = new double[POINTS];
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = LN_FIRST + (LN_LAST - LN_FIRST) * i / (POINTS - 1);
      y[i] = Math.log(variance.sphereRms(Math.exp(x[i])));
    }
    lnSigma = new SplineInterpolator().interpolate(x, y);
    slope = lnSigma.polynomialSplineDerivative();
    sigma8 = variance.sphereRms(8);
  }

  double sigma(double radius) {
    return Math.exp(lnSigma.value(Math.max(LN_FIRST, Math.min(LN_LAST, Math.log(radius)))));
  }

  /** Effective index of the spectrum, -3 - dln sigma^2/dln R. */
  double index(double radius) {
    return -3 - 2 * slope.value(Math.log(radius));
  }

  double sigma8() {
    return sigma8;
  }

  /** Radius in Mpc/h at which sigma has a value; the smallest of the table if it has none. */
  double radiusOf(double sigma) {
    double low = LN_FIRST;
    double high = LN_LAST;
    if (lnSigma.value(low) <= Math.log(sigma)) {
      return Math.exp(low);
    }
    // sigma(R) falls: 50 halvings of the range reach 1e-14.
    for (int i = 0; i < 50; i++) {
      double middle = 0.5 * (low + high);
      if (lnSigma.value(middle) > Math.log(sigma)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp(low);
  }
}
