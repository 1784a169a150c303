package nustream.learning.attribution;

/** Where gradients are taken on the path from 0 to 1, and their weights. */
public enum PathRule {
  /** Exact for gradients that are polynomials of degree 2 n - 1 along the path. */
  GAUSS_LEGENDRE {
    @Override
    double[][] nodesAndWeights(int n) {
      return GaussLegendre.onUnitInterval(n);
    }
  },
  /** The middle of n equal steps; for functions that are smooth only in pieces. */
  MIDPOINT {
    @Override
    double[][] nodesAndWeights(int n) {
      double[][] rows = new double[2][n];
      for (int k = 0; k < n; k++) {
        rows[0][k] = (k + 0.5) / n;
        rows[1][k] = 1.0 / n;
      }
      return rows;
    }
  },
  /**
   * Gauss-Legendre in ln t from e^-16 to 1: for functions that depend on the logarithm of the
   * distance from the baseline, such as logarithms of mean squares from the zero map. What lies
   * below e^-16 = 1e-7 is left out.
   */
  LOGARITHMIC {
    @Override
    double[][] nodesAndWeights(int n) {
      double[][] rows = GAUSS_LEGENDRE.nodesAndWeights(n);
      for (int k = 0; k < n; k++) {
        double t = Math.exp(-LOG_RANGE * rows[0][k]);
        rows[0][k] = t;
        rows[1][k] *= LOG_RANGE * t;
      }
      return rows;
    }
  };

  private static final double LOG_RANGE = 16;

  /** Rows of n nodes in (0, 1) and their n weights, which sum to 1 (logarithmic: to 1 - 1e-7). */
  abstract double[][] nodesAndWeights(int n);
}
