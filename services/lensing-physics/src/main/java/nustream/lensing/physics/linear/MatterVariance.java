package nustream.lensing.physics.linear;

/**
 * Variances of a density field by quadrature in ln k (trapezoidal rule, which converges fast
 * because the integrands vanish at both ends). Holds the spectrum on its grid, so that many radii
 * are cheap.
 */
public final class MatterVariance {
  private static final double LN_FIRST = Math.log(1e-5);
  private static final double LN_LAST = Math.log(1e4);
  private static final int POINTS = 4096;
  private static final double STEP = (LN_LAST - LN_FIRST) / (POINTS - 1);
  private static final double[] K = new double[POINTS];

  static {
    for (int i = 0; i < POINTS; i++) {
      K[i] = Math.exp(LN_FIRST + i * STEP);
    }
  }

  private final double[] dimensionless = new double[POINTS];

  public MatterVariance(PowerSpectrum spectrum) {
    for (int i = 0; i < POINTS; i++) {
      dimensionless[i] = spectrum.dimensionless(K[i]);
    }
  }

  /**
   * Rms contrast in spheres, sigma^2(R) = Int dln k Delta^2 [3 (sin x - x cos x)/x^3]^2, x = kR.
   *
   * @param radius in Mpc/h
   */
  public double sphereRms(double radius) {
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double x = K[i] * radius;
      if (x > 1e3) {
        break; // the window has fallen below 1e-11
      }
      double w = x < 1e-2 ? 1 - x * x / 10 : 3 * (Math.sin(x) - x * Math.cos(x)) / (x * x * x);
      sum += dimensionless[i] * w * w;
    }
    return Math.sqrt(sum * STEP);
  }

  /** One-dimensional rms displacement, sigma_V^2 = Int dln k Delta^2 / (3 k^2), in Mpc/h. */
  public double displacementRms() {
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      sum += dimensionless[i] / (3 * K[i] * K[i]);
    }
    return Math.sqrt(sum * STEP);
  }

  /**
   * Moments Int dln k Delta^2 (kR)^(2n) exp(-k^2 R^2) for n = 0, 1, 2: variance with a Gaussian
   * filter and what its derivatives by ln R need.
   */
  public double[] gaussianMoments(double radius) {
    double[] sums = new double[3];
    for (int i = 0; i < POINTS; i++) {
      double y2 = K[i] * K[i] * radius * radius;
      if (y2 > 700) {
        break;
      }
      double term = dimensionless[i] * Math.exp(-y2) * STEP;
      sums[0] += term;
      sums[1] += y2 * term;
      sums[2] += y2 * y2 * term;
    }
    return sums;
  }
}
