package nustream.flavor.physics;

import org.apache.commons.numbers.core.DD;

/**
 * Eigenvalues and eigenvectors of a small real symmetric matrix in double-double arithmetic (about
 * 31 digits) by cyclic Jacobi rotations (Golub and Van Loan, section 8.5).
 */
final class DoubleDoubleJacobi {
  private static final int MAX_SWEEPS = 30;
  private static final double NEGLIGIBLE = 1e-33;

  private final int n;
  private final DD[][] a;
  private final DD[][] v;

  /** Decomposes; the matrix is overwritten. */
  DoubleDoubleJacobi(DD[][] matrix) {
    a = matrix;
    n = a.length;
    v = new DD[n][n];
    double size = 0;
    for (int p = 0; p < n; p++) {
      for (int q = 0; q < n; q++) {
        v[p][q] = p == q ? DD.ONE : DD.ZERO;
        size = Math.max(size, Math.abs(a[p][q].hi()));
      }
    }
    double negligible = NEGLIGIBLE * size;
    int sweep = 0;
    while (rotateAll(negligible)) {
      if (++sweep > MAX_SWEEPS) {
        throw new ArithmeticException("no convergence of " + n + "x" + n + " eigenvalues");
      }
    }
  }

  DD value(int i) {
    return a[i][i];
  }

  /** Component k of eigenvector i. */
  DD vector(int k, int i) {
    return v[k][i];
  }

  /** The places of the eigenvalues, largest first. */
  int[] descending() {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int k = i;
      while (k > 0 && value(order[k - 1]).subtract(value(i)).hi() < 0) {
        order[k] = order[k - 1];
        k--;
      }
      order[k] = i;
    }
    return order;
  }

  private boolean rotateAll(double negligible) {
    boolean rotated = false;
    for (int p = 0; p < n - 1; p++) {
      for (int q = p + 1; q < n; q++) {
        if (Math.abs(a[p][q].hi()) > negligible) {
          rotate(p, q);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  private void rotate(int p, int q) {
    DD apq = a[p][q];
    DD theta = a[q][q].subtract(a[p][p]).divide(apq.multiply(2.0));
    double size = Math.abs(theta.hi());
    // Beyond 1e18 the rotation angle is 1/(2 theta) to 36 digits, and theta^2 + 1 loses the 1.
    DD t =
        size > 1e18
            ? theta.multiply(2.0).reciprocal()
            : theta.abs().add(theta.square().add(1.0).sqrt()).reciprocal();
    if (size <= 1e18 && theta.hi() < 0) {
      t = t.negate();
    }
    DD c = t.square().add(1.0).sqrt().reciprocal();
    DD s = t.multiply(c);
    DD shift = t.multiply(apq);
    a[p][p] = a[p][p].subtract(shift);
    a[q][q] = a[q][q].add(shift);
    a[p][q] = DD.ZERO;
    a[q][p] = DD.ZERO;
    for (int k = 0; k < n; k++) {
      if (k != p && k != q) {
        DD kp = a[k][p];
        DD kq = a[k][q];
        a[k][p] = c.multiply(kp).subtract(s.multiply(kq));
        a[k][q] = s.multiply(kp).add(c.multiply(kq));
        a[p][k] = a[k][p];
        a[q][k] = a[k][q];
      }
      DD vp = v[k][p];
      DD vq = v[k][q];
      v[k][p] = c.multiply(vp).subtract(s.multiply(vq));
      v[k][q] = s.multiply(vp).add(c.multiply(vq));
    }
  }
}
