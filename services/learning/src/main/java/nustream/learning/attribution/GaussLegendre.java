package nustream.learning.attribution;

/**
 * Nodes and weights of Gauss-Legendre integration by Newton's method from Tricomi's approximation:
 * n^2 operations, where recursion over all smaller rules would take n^3 and minutes for n = 1000.
 */
final class GaussLegendre {
  private static final int MOST_ITERATIONS = 100;

  private GaussLegendre() {}

  /** Rows of n increasing nodes in (0, 1) and of their weights. */
  static double[][] onUnitInterval(int n) {
    double[][] rows = new double[2][n];
    for (int i = 0; i < n; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 1;
      double change = 1;
      for (int step = 0; step < MOST_ITERATIONS && Math.abs(change) > 1e-15; step++) {
        // k P_k = (2k - 1) x P_(k-1) - (k - 1) P_(k-2);  (x^2 - 1) P_n' = n (x P_n - P_(n-1))
        double before = 0;
        double value = 1;
        for (int k = 1; k <= n; k++) {
          double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
          before = value;
          value = next;
        }
        slope = n * (x * value - before) / (x * x - 1);
        change = value / slope;
        x -= change;
      }
      rows[0][i] = 0.5 * (1 - x);
      rows[1][i] = 1 / ((1 - x * x) * slope * slope);
    }
    return rows;
  }
}
