package nustream.flavor.physics;

import java.util.ArrayList;
import java.util.List;

/**
 * The integral {@code I(k) = int prod_{i<j} (m_j^2 - m_i^2) exp(-k.m) dm1 dm2 dm3} over 0 &lt; m1
 * &lt; m2 &lt; m3, in closed form.
 *
 * <p>With a = m1, b = m2 - m1, c = m3 - m2 the product is a polynomial of degree 6 and {@code k.m =
 * a A + b B + c C}, A = k1 + k2 + k3, B = k2 + k3, C = k3; each monomial a^p b^q c^r integrates to
 * {@code p! q! r! / (A^(p+1) B^(q+1) C^(r+1))}.
 */
final class SpectrumIntegral {
  private static final int DEGREE = 6;
  private static final List<Term> TERMS = terms();

  private record Term(double factor, int p, int q, int r) {}

  private final double[] a = new double[DEGREE + 2];
  private final double[] b = new double[DEGREE + 2];
  private final double[] c = new double[DEGREE + 2];

  /** I(k), k positive. */
  double value(double k1, double k2, double k3) {
    powers(a, k1 + k2 + k3);
    powers(b, k2 + k3);
    powers(c, k3);
    double sum = 0;
    for (int i = 0; i < TERMS.size(); i++) {
      Term term = TERMS.get(i);
      sum += term.factor * a[term.p + 1] * b[term.q + 1] * c[term.r + 1];
    }
    return sum;
  }

  private static void powers(double[] power, double of) {
    power[0] = 1;
    for (int n = 1; n < power.length; n++) {
      power[n] = power[n - 1] / of;
    }
  }

  /** Expands b (2a + b) c (2a + 2b + c) (b + c) (2a + b + c). */
  private static List<Term> terms() {
    double[][] factors = {{0, 1, 0}, {2, 1, 0}, {0, 0, 1}, {2, 2, 1}, {0, 1, 1}, {2, 1, 1}};
    double[][][] product = new double[DEGREE + 1][DEGREE + 1][DEGREE + 1];
    product[0][0][0] = 1;
    for (double[] factor : factors) {
      double[][][] next = new double[DEGREE + 1][DEGREE + 1][DEGREE + 1];
      for (int p = 0; p < DEGREE; p++) {
        for (int q = 0; p + q < DEGREE; q++) {
          for (int r = 0; p + q + r < DEGREE; r++) {
            next[p + 1][q][r] += factor[0] * product[p][q][r];
            next[p][q + 1][r] += factor[1] * product[p][q][r];
            next[p][q][r + 1] += factor[2] * product[p][q][r];
          }
        }
      }
      product = next;
    }
    List<Term> terms = new ArrayList<>();
    for (int p = 0; p <= DEGREE; p++) {
      for (int q = 0; q <= DEGREE; q++) {
        for (int r = 0; r <= DEGREE; r++) {
          if (product[p][q][r] != 0) {
            terms.add(
                new Term(product[p][q][r] * factorial(p) * factorial(q) * factorial(r), p, q, r));
          }
        }
      }
    }
    return List.copyOf(terms);
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }
}
