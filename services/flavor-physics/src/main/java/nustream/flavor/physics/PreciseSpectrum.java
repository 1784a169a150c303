package nustream.flavor.physics;

import org.apache.commons.numbers.core.DD;

/**
 * Takagi factorisation through the real symmetric 6x6 embedding, in double-double arithmetic.
 *
 * <p>For {@code m = A + iB} the matrix {@code [[A, B], [B, -A]]} has the eigenvalues +s and -s; the
 * eigenvector (x; y) of each s &gt; 0 gives the column {@code x + iy} of U with the right Majorana
 * phase, and orthogonal columns inside degenerate blocks (Horn and Johnson, Matrix Analysis,
 * corollary 2.6.6). For s = 0 the pair +0, -0 is one block; columns are then completed to a unitary
 * matrix, their phases being arbitrary.
 *
 * <p>Why 31 digits: sin^2 is wanted to 1e-12 at condition numbers of Y up to 1e6, hence of m up to
 * 1e12, where rounding m to double alone costs 1e-16 * m_3/m_2 = 1e-10. Jacobi rotations cost about
 * 0.1 ms here.
 */
final class PreciseSpectrum {
  /**
   * A light mass relative to the heaviest that is zero for a seesaw of double-precision Y and M.
   */
  static final double SEESAW_ZERO_MASS = 1e-18;

  /** The same where the light matrix itself was given in double precision. */
  static final double MATRIX_ZERO_MASS = 1e-14;

  /** Relative eigenvalue below which +s and -s are not separated to double precision. */
  private static final double KERNEL = 1e-15;

  private PreciseSpectrum() {}

  /** Factorises m, symmetric, in eV. */
  static LightSpectrum compute(DoubleDoubleMatrix m, double zeroMass) {
    LightSpectrum s = new LightSpectrum();
    s.zeroMass = zeroMass;
    double size = m.size();
    if (!(size > 0)) {
      s.lowerSplitting = Double.NaN;
      return s;
    }
    int exponent = Math.getExponent(size);
    DoubleDoubleMatrix unit = m.scale(-exponent);
    s.mee = unit.re[0].square().add(unit.im[0].square()).sqrt().scalb(exponent).hi();
    DoubleDoubleJacobi eigen = new DoubleDoubleJacobi(embed(unit));
    int[] order = eigen.descending();
    DD[] value = new DD[3];
    for (int i = 0; i < 3; i++) {
      int from = order[2 - i];
      value[i] = eigen.value(from).hi() > 0 ? eigen.value(from) : DD.ZERO;
      s.mass[i] = value[i].scalb(exponent).hi();
      for (int a = 0; a < 3; a++) {
        s.ur[3 * a + i] = eigen.vector(a, from).hi();
        s.ui[3 * a + i] = eigen.vector(3 + a, from).hi();
      }
    }
    s.lowerSplitting = splitting(value[1], value[0], exponent);
    s.upperSplitting = splitting(value[2], value[1], exponent);
    completeKernel(s);
    return s;
  }

  private static double splitting(DD high, DD low, int exponent) {
    return high.subtract(low).multiply(high.add(low)).scalb(2 * exponent).hi();
  }

  private static DD[][] embed(DoubleDoubleMatrix m) {
    DD[][] e = new DD[6][6];
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        int k = 3 * a + b;
        e[a][b] = m.re[k];
        e[a][3 + b] = m.im[k];
        e[3 + a][b] = m.im[k];
        e[3 + a][3 + b] = m.re[k].negate();
      }
    }
    return e;
  }

  /** Replaces the columns of vanishing masses by unit vectors orthogonal to all heavier columns. */
  private static void completeKernel(LightSpectrum s) {
    for (int i = 2; i >= 0; i--) {
      if (s.mass[i] <= KERNEL * s.mass[2]) {
        completeColumn(s, i);
      }
    }
  }

  /** Gram-Schmidt from the basis vector with the largest part outside the columns above i. */
  private static void completeColumn(LightSpectrum s, int i) {
    int best = 0;
    double largest = -1;
    for (int a = 0; a < 3; a++) {
      double outside = 1;
      for (int j = i + 1; j < 3; j++) {
        outside -= s.probability(a, j);
      }
      if (outside > largest) {
        largest = outside;
        best = a;
      }
    }
    for (int a = 0; a < 3; a++) {
      s.ur[3 * a + i] = a == best ? 1 : 0;
      s.ui[3 * a + i] = 0;
    }
    // Twice is enough (Kahan): the second pass removes what rounding left of the first.
    for (int pass = 0; pass < 2; pass++) {
      for (int j = i + 1; j < 3; j++) {
        removeComponent(s, i, j);
      }
      double norm = 0;
      for (int a = 0; a < 3; a++) {
        norm += s.probability(a, i);
      }
      norm = Math.sqrt(norm);
      for (int a = 0; a < 9; a += 3) {
        s.ur[a + i] /= norm;
        s.ui[a + i] /= norm;
      }
    }
  }

  private static void removeComponent(LightSpectrum s, int i, int j) {
    double re = 0;
    double im = 0;
    for (int a = 0; a < 9; a += 3) {
      re += s.ur[a + j] * s.ur[a + i] + s.ui[a + j] * s.ui[a + i];
      im += s.ur[a + j] * s.ui[a + i] - s.ui[a + j] * s.ur[a + i];
    }
    for (int a = 0; a < 9; a += 3) {
      s.ur[a + i] -= re * s.ur[a + j] - im * s.ui[a + j];
      s.ui[a + i] -= re * s.ui[a + j] + im * s.ur[a + j];
    }
  }
}
