package nustream.flavor.physics;

import java.util.Arrays;

/**
 * Mean of a point over the phases of the light neutrinos, see {@link
 * ScaleFreeSeesaw#meanOverPhases}. Scratch of one thread.
 */
final class PhaseAverage {
  /** Above this concentration the expansion in 1/kappa is good to 1e-7. */
  private static final double LARGE = 50;

  /** Terms of the continued fraction: more than kappa/2 + 20 up to {@link #LARGE}. */
  private static final int TERMS = 60;

  private final double[] nr = new double[9];
  private final double[] ni = new double[9];

  /** Writes the mean of the 18 numbers of Y over the three phases. */
  void average(
      HermitianJacobi eigen, double[] x, double[] noisy, double concentration, double[] mean) {
    for (int i = 0; i < 3; i++) {
      double sr = 0;
      double si = 0;
      for (int k = 0; k < 3; k++) {
        double re = 0;
        double im = 0;
        double seenRe = 0;
        double seenIm = 0;
        for (int a = 0; a < 3; a++) {
          double ur = eigen.ur[3 * a + i];
          double ui = eigen.ui[3 * a + i];
          int y = SeesawParameters.yukawa(a, k);
          re += ur * x[y] + ui * x[y + 1];
          im += ur * x[y + 1] - ui * x[y];
          seenRe += ur * noisy[y] + ui * noisy[y + 1];
          seenIm += ur * noisy[y + 1] - ui * noisy[y];
        }
        nr[3 * i + k] = re;
        ni[3 * i + k] = im;
        sr += seenRe * re + seenIm * im;
        si += seenRe * im - seenIm * re;
      }
      double size = Math.hypot(sr, si);
      double length = size > 0 ? besselRatio(concentration * size) / size : 0;
      turn(3 * i, length * sr, -length * si);
    }
    Arrays.fill(mean, 0, SeesawParameters.LOG_MASS, 0);
    for (int a = 0; a < 3; a++) {
      for (int k = 0; k < 3; k++) {
        int y = SeesawParameters.yukawa(a, k);
        for (int i = 0; i < 3; i++) {
          double ur = eigen.ur[3 * a + i];
          double ui = eigen.ui[3 * a + i];
          mean[y] += ur * nr[3 * i + k] - ui * ni[3 * i + k];
          mean[y + 1] += ur * ni[3 * i + k] + ui * nr[3 * i + k];
        }
      }
    }
  }

  private void turn(int row, double cr, double ci) {
    for (int k = row; k < row + 3; k++) {
      double re = nr[k];
      nr[k] = cr * re - ci * ni[k];
      ni[k] = cr * ni[k] + ci * re;
    }
  }

  /** I_1(kappa)/I_0(kappa) by Gauss's continued fraction 1/(2/kappa + 1/(4/kappa + ...)). */
  static double besselRatio(double kappa) {
    if (kappa > LARGE) {
      double r = 1 / kappa;
      return 1 - r * (0.5 + r * (0.125 + r * (0.125 + r * 25.0 / 128)));
    }
    double ratio = 0;
    for (int n = TERMS; n >= 1; n--) {
      ratio = kappa / (2 * n + kappa * ratio);
    }
    return ratio;
  }
}
