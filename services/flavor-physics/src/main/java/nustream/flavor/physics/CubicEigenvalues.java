package nustream.flavor.physics;

/**
 * Eigenvalues of a 3x3 Hermitian matrix by the trigonometric solution of the cubic (O. K. Smith,
 * Comm. ACM 4 (1961) 168): absolute accuracy about 1e-15 of the largest. Scratch of one thread.
 */
final class CubicEigenvalues {
  private static final double THIRD_TURN = 2 * Math.PI / 3;

  double low;
  double middle;
  double high;

  void compute(double[] hr, double[] hi) {
    double n01 = hr[1] * hr[1] + hi[1] * hi[1];
    double n02 = hr[2] * hr[2] + hi[2] * hi[2];
    double n12 = hr[5] * hr[5] + hi[5] * hi[5];
    double q = (hr[0] + hr[4] + hr[8]) / 3;
    double a0 = hr[0] - q;
    double a1 = hr[4] - q;
    double a2 = hr[8] - q;
    double p = Math.sqrt((a0 * a0 + a1 * a1 + a2 * a2 + 2 * (n01 + n02 + n12)) / 6);
    double re = hr[1] * hr[5] - hi[1] * hi[5];
    double im = hr[1] * hi[5] + hi[1] * hr[5];
    double loop = re * hr[2] + im * hi[2];
    double det = a0 * a1 * a2 + 2 * loop - a0 * n12 - a1 * n02 - a2 * n01;
    double angle = Math.acos(Math.max(-1, Math.min(1, det / (2 * p * p * p)))) / 3;
    high = q + 2 * p * Math.cos(angle);
    low = q + 2 * p * Math.cos(angle + THIRD_TURN);
    middle = 3 * q - low - high;
  }

  /** dm2_21 / |dm2_3l|, between 0 and 1; NaN where all three are equal. */
  double ratio(Ordering ordering) {
    return (ordering == Ordering.NO ? middle - low : high - middle) / (high - low);
  }
}
