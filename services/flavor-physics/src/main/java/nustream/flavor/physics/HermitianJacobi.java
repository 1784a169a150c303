package nustream.flavor.physics;

import java.util.Arrays;

/**
 * Eigenvalues (ascending) and eigenvectors of a 3x3 Hermitian matrix by cyclic Jacobi rotations
 * (Golub and Van Loan, Matrix Computations, section 8.5). Scratch of one thread.
 */
final class HermitianJacobi {
  private static final int MAX_SWEEPS = 12;

  /** Off-diagonal size relative to the trace at which vectors are good to double precision. */
  static final double FULL = 1e-18;

  private static final double NEGLIGIBLE = 1e-30;

  /** Eigenvalues, ascending. */
  final double[] value = new double[3];

  /** Eigenvectors: column i, element (a, i) at 3a+i. */
  final double[] ur = new double[9];

  final double[] ui = new double[9];

  private final double[] hr = new double[9];
  private final double[] hi = new double[9];
  private final double tolerance;

  /** Scratch that stops where the off-diagonal elements are below a share of the trace. */
  HermitianJacobi(double offDiagonal) {
    tolerance = offDiagonal * offDiagonal;
  }

  /** Decomposes the matrix re + i im (row-major, Hermitian); the arguments are left as they are. */
  void decompose(double[] re, double[] im) {
    System.arraycopy(re, 0, hr, 0, 9);
    System.arraycopy(im, 0, hi, 0, 9);
    Arrays.fill(ur, 0);
    Arrays.fill(ui, 0);
    ur[0] = 1;
    ur[4] = 1;
    ur[8] = 1;
    double trace = hr[0] + hr[4] + hr[8];
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double off = square(1) + square(2) + square(5);
      if (!(off > tolerance * trace * trace)) {
        break;
      }
      rotate(0, 1, trace);
      rotate(0, 2, trace);
      rotate(1, 2, trace);
    }
    value[0] = hr[0];
    value[1] = hr[4];
    value[2] = hr[8];
    order(0);
    order(1);
    order(0);
  }

  private double square(int k) {
    return hr[k] * hr[k] + hi[k] * hi[k];
  }

  private void rotate(int p, int q, double trace) {
    double re = hr[3 * p + q];
    double im = hi[3 * p + q];
    double size = Math.sqrt(re * re + im * im);
    if (size < NEGLIGIBLE * trace) {
      return;
    }
    re /= size;
    im /= size;
    double tau = (hr[4 * q] - hr[4 * p]) / (2 * size);
    double t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = t * c;
    for (int k = 0; k < 3; k++) {
      mixColumns(hr, hi, 3 * k + p, 3 * k + q, re, im, c, s);
      mixColumns(ur, ui, 3 * k + p, 3 * k + q, re, im, c, s);
    }
    for (int k = 0; k < 3; k++) {
      mixColumns(hr, hi, 3 * p + k, 3 * q + k, re, -im, c, s);
    }
  }

  /** p' = c p - s conj(e) q, q' = s p + c conj(e) q with e = re + i im of modulus 1. */
  private static void mixColumns(
      double[] r, double[] i, int p, int q, double re, double im, double c, double s) {
    double pr = r[p];
    double pi = i[p];
    double qr = r[q] * re + i[q] * im;
    double qi = i[q] * re - r[q] * im;
    r[p] = c * pr - s * qr;
    i[p] = c * pi - s * qi;
    r[q] = s * pr + c * qr;
    i[q] = s * pi + c * qi;
  }

  private void order(int i) {
    if (value[i] <= value[i + 1]) {
      return;
    }
    double v = value[i];
    value[i] = value[i + 1];
    value[i + 1] = v;
    for (int k = 0; k < 9; k += 3) {
      swap(ur, k + i);
      swap(ui, k + i);
    }
  }

  private static void swap(double[] u, int k) {
    double z = u[k];
    u[k] = u[k + 1];
    u[k + 1] = z;
  }

  /** |U_ai|^2. */
  double probability(int a, int i) {
    int k = 3 * a + i;
    return ur[k] * ur[k] + ui[k] * ui[k];
  }
}
