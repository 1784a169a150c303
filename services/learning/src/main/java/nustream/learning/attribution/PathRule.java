package nustream.learning.attribution;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/** Where gradients are taken on the path from 0 to 1, and their weights. */
public enum PathRule {
  /** Exact for gradients that are polynomials of degree 2 n - 1 along the path. */
  GAUSS_LEGENDRE {
    @Override
    double[][] nodesAndWeights(int n) {
      GaussIntegrator rule = new GaussIntegratorFactory().legendre(n, 0, 1);
      double[][] rows = new double[2][n];
      for (int k = 0; k < n; k++) {
        rows[0][k] = rule.getPoint(k);
        rows[1][k] = rule.getWeight(k);
      }
      return rows;
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
  };

  /** Rows of n nodes in (0, 1) and their n weights, which sum to 1. */
  abstract double[][] nodesAndWeights(int n);
}
