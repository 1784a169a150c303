package nustream.lensing.physics.boltzmann;

/**
 * Free streaming of angular moments F_l, cut at l = L:
 *
 * <pre>
 * F_l' = v/(2l+1) [l F_(l-1) - (l+1) F_(l+1)]           (MB95 eqs. 49, 57, 63; v = k, or q k/eps)
 * F_L' = v F_(L-1) - (L+1)/tau F_L                      (MB95 eqs. 51, 58, 65)
 * </pre>
 *
 * The cut reflects power back to small l; at k tau &gt;&gt; L that costs over 1 % of P(k) for L =
 * 12. An absorbing layer F_l' -= v [(l - L/2)/(L - L/2)]^2 F_l for l &gt; L/2 removes the
 * reflection.
 */
final class AbsorbingHierarchy {
  private final int last;
  private final double[] lower;
  private final double[] upper;
  private final double[] absorption;

  AbsorbingHierarchy(int last) {
    this.last = last;
    lower = new double[last + 1];
    upper = new double[last + 1];
    absorption = new double[last + 1];
    int half = last / 2;
    for (int l = 0; l <= last; l++) {
      lower[l] = l / (2.0 * l + 1);
      upper[l] = (l + 1) / (2.0 * l + 1);
      double depth = Math.max(0, l - half) / (double) (last - half);
      absorption[l] = depth * depth;
    }
    lower[last] = 1;
  }

  /** Number of moments, L + 1. */
  int size() {
    return last + 1;
  }

  /**
   * Sets the slopes of the moments first..L; the lower ones have sources and are the caller's.
   *
   * @param y state
   * @param slopes derivatives by conformal time
   * @param offset position of F_0 in both
   * @param first at least 1
   * @param v speed times wavenumber, 1/Mpc
   * @param tau conformal time, Mpc
   * @param damping further damping rate of every moment, 1/Mpc
   */
  void stream(
      double[] y, double[] slopes, int offset, int first, double v, double tau, double damping) {
    for (int l = first; l < last; l++) {
      int i = offset + l;
      slopes[i] =
          v * (lower[l] * y[i - 1] - upper[l] * y[i + 1] - absorption[l] * y[i]) - damping * y[i];
    }
    int i = offset + last;
    slopes[i] = v * (y[i - 1] - y[i]) - ((last + 1) / tau + damping) * y[i];
  }
}
