package nustream.flavor.physics;

/**
 * Labels of {@code H = m m^dagger} without eigenvectors: {@code |U_ai|^2} from the eigenvalues of H
 * and its minors (Denton, Parke, Tao, Zhang, arXiv:1908.03795, equation 2). About 1e-10 accurate at
 * the splitting ratios it answers for: good for training labels, not for verdicts. Scratch of one
 * thread.
 */
final class FastLabels {
  /**
   * Below this ratio of splittings the cubic loses too many digits; a chance of about 1e-6 per
   * draw.
   */
  static final double MIN_RATIO = 1e-6;

  /** Above it the close pair of masses is the other one: the draw has the other ordering. */
  static final double MAX_RATIO = 0.5;

  private final CubicEigenvalues eigen = new CubicEigenvalues();

  /** Labels as in {@link ScaleFreeSeesaw#labels}. */
  boolean compute(LightMass m, Ordering ordering, double[] label, int offset) {
    double[] h = m.hr;
    eigen.compute(h, m.hi);
    double ratio = eigen.ratio(ordering);
    if (!(ratio >= MIN_RATIO && ratio <= MAX_RATIO)) {
      return false;
    }
    boolean normal = ordering == Ordering.NO;
    double l1 = normal ? eigen.low : eigen.middle;
    double l2 = normal ? eigen.middle : eigen.high;
    double l3 = normal ? eigen.high : eigen.low;
    double n02 = square(m, 2);
    double n12 = square(m, 5);
    double d3 = (l3 - l1) * (l3 - l2);
    double e3 = ((l3 - h[4]) * (l3 - h[8]) - n12) / d3;
    double mu3 = ((l3 - h[0]) * (l3 - h[8]) - n02) / d3;
    double e2 = ((l2 - h[4]) * (l2 - h[8]) - n12) / ((l2 - l1) * (l2 - l3));
    double s12sq = e2 / (1 - e3);
    double s23sq = mu3 / (1 - e3);
    if (!(e3 > 0 && s12sq > 0 && s12sq < 1 && s23sq > 0 && s23sq < 1)) {
      return false;
    }
    label[offset] = Math.log10(ratio);
    label[offset + 1] = Math.asin(Math.sqrt(s12sq));
    label[offset + 2] = Math.log10(Math.max(e3, ScaleFreeSeesaw.MIN_S13SQ));
    label[offset + 3] = Math.asin(Math.sqrt(s23sq));
    return true;
  }

  private static double square(LightMass m, int k) {
    return m.hr[k] * m.hr[k] + m.hi[k] * m.hi[k];
  }
}
