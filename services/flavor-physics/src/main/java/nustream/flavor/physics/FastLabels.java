package nustream.flavor.physics;

/**
 * Labels of {@code H = m m^dagger} without eigenvectors: eigenvalues by the trigonometric solution
 * of the cubic, {@code |U_ai|^2} from eigenvalues of H and of its minors (Denton, Parke, Tao,
 * Zhang, arXiv:1908.03795, equation 2). About 1e-10 accurate at the splitting ratios it answers
 * for: good for training labels, not for verdicts.
 */
final class FastLabels {
  /**
   * Below this ratio of splittings the cubic loses too many digits; a chance of about 1e-6 per
   * draw.
   */
  static final double MIN_RATIO = 1e-6;

  /** Above it the close pair of masses is the other one: the draw has the other ordering. */
  static final double MAX_RATIO = 0.5;

  private FastLabels() {}

  /** Labels as in {@link ScaleFreeSeesaw#labels}. */
  static boolean compute(LightMass m, Ordering ordering, double[] label, int offset) {
    double[] h = m.hr;
    double n01 = square(m, 1);
    double n02 = square(m, 2);
    double n12 = square(m, 5);
    double q = (h[0] + h[4] + h[8]) / 3;
    double a0 = h[0] - q;
    double a1 = h[4] - q;
    double a2 = h[8] - q;
    double p = Math.sqrt((a0 * a0 + a1 * a1 + a2 * a2 + 2 * (n01 + n02 + n12)) / 6);
    double re = h[1] * h[5] - m.hi[1] * m.hi[5];
    double im = h[1] * m.hi[5] + m.hi[1] * h[5];
    double loop = re * h[2] + im * m.hi[2];
    double det = a0 * a1 * a2 + 2 * loop - a0 * n12 - a1 * n02 - a2 * n01;
    double cosine = Math.max(-1, Math.min(1, det / (2 * p * p * p)));
    double angle = Math.acos(cosine) / 3;
    double high = q + 2 * p * Math.cos(angle);
    double low = q + 2 * p * Math.cos(angle + 2 * Math.PI / 3);
    double middle = 3 * q - low - high;

    boolean normal = ordering == Ordering.NO;
    double l1 = normal ? low : middle;
    double l2 = normal ? middle : high;
    double l3 = normal ? high : low;
    double ratio = (l2 - l1) / (high - low);
    if (!(ratio >= MIN_RATIO && ratio <= MAX_RATIO)) {
      return false;
    }
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
