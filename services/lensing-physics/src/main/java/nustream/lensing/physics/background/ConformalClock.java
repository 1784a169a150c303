package nustream.lensing.physics.background;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Conformal time tau(a) = Int dln a / (a H), tabulated on a grid uniform in ln a and interpolated
 * by cubic Hermite polynomials, whose slopes 1/(a H) are exact. Relative error of tau below 1e-10.
 */
final class ConformalClock {
  private static final double STEP = 0.01;

  private final Background background;
  private final double first = Math.log(Background.FIRST_SCALE_FACTOR);
  private final double[] time;
  private final double[] slope;

  ConformalClock(Background background) {
    this.background = background;
    int size = (int) Math.ceil(-first / STEP) + 1;
    time = new double[size];
    slope = new double[size];
    // Radiation domination: tau = 1/(a H) to 3e-6 of a quantity that is 1e-9 of the total.
    time[0] = 1 / background.conformalHubble(Background.FIRST_SCALE_FACTOR);
    slope[0] = time[0];
    GaussIntegratorFactory factory = new GaussIntegratorFactory();
    for (int i = 1; i < size; i++) {
      double x = first + i * STEP;
      GaussIntegrator rule = factory.legendre(5, x - STEP, x);
      time[i] = time[i - 1] + rule.integrate(y -> 1 / background.conformalHubble(Math.exp(y)));
      slope[i] = 1 / background.conformalHubble(Math.exp(x));
    }
  }

  double at(double a) {
    double position = (Math.log(a) - first) / STEP;
    if (position < 0) {
      return 1 / background.conformalHubble(a);
    }
    int i = Math.min(time.length - 2, (int) position);
    double t = position - i;
    double s = 1 - t;
    return s * s * (1 + 2 * t) * time[i]
        + t * t * (3 - 2 * t) * time[i + 1]
        + STEP * t * s * (s * slope[i] - t * slope[i + 1]);
  }

  /** The inverse of {@link #at}, by bisection to a cell and Newton's method within it. */
  double scaleFactorAt(double conformalTime) {
    int low = 0;
    int high = time.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (time[middle] <= conformalTime) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double x = first + STEP * (low + (conformalTime - time[low]) / (time[high] - time[low]));
    for (int i = 0; i < 4; i++) {
      double a = Math.exp(x);
      x -= (at(a) - conformalTime) * background.conformalHubble(a);
    }
    return Math.exp(x);
  }
}
