package nustream.flavor.physics;

import org.apache.commons.numbers.core.DD;

/**
 * Takagi factorisation {@code m = U diag(m_i) U^T} of a complex symmetric 3x3 matrix: U unitary,
 * m_i &gt;= 0 ascending. Degenerate and singular matrices are allowed; there U is one of several.
 *
 * @param mass the three m_i, in the units of the matrix
 * @param re real parts of U, element (a, i) at 3a+i
 * @param im imaginary parts of U
 */
@SuppressWarnings("ArrayRecordComponent")
public record Takagi(double[] mass, double[] re, double[] im) {
  private static final double MAX_ASYMMETRY = 1e-9;

  /**
   * Factorises a matrix of row-major pairs (re, im), 18 numbers.
   *
   * @throws IllegalArgumentException if the matrix is not symmetric to 1e-9 of its largest element,
   *     or zero, or not finite
   */
  public static Takagi of(double[] pairs) {
    LightSpectrum s =
        PreciseSpectrum.compute(symmetric(pairs, MAX_ASYMMETRY), PreciseSpectrum.MATRIX_ZERO_MASS);
    if (!s.isFinite()) {
      throw new IllegalArgumentException("the matrix is zero or not finite");
    }
    return new Takagi(s.mass, s.ur, s.ui);
  }

  /** The symmetric part of a matrix whose asymmetry is rounding of its text. */
  static DoubleDoubleMatrix symmetric(double[] pairs, double maxAsymmetry) {
    DoubleDoubleMatrix m = DoubleDoubleMatrix.ofPairs(pairs);
    double size = m.size();
    for (int a = 0; a < 3; a++) {
      for (int b = a + 1; b < 3; b++) {
        int p = 3 * a + b;
        int q = 3 * b + a;
        DD re = m.re[p].subtract(m.re[q]);
        DD im = m.im[p].subtract(m.im[q]);
        if (Math.max(Math.abs(re.hi()), Math.abs(im.hi())) > maxAsymmetry * size) {
          throw new IllegalArgumentException(
              "M_nu is not symmetric: elements [%d][%d] and [%d][%d] differ by (%s, %s)"
                  .formatted(a, b, b, a, re.hi(), im.hi()));
        }
        m.re[p] = m.re[p].add(m.re[q]).multiply(0.5);
        m.im[p] = m.im[p].add(m.im[q]).multiply(0.5);
        m.re[q] = m.re[p];
        m.im[q] = m.im[p];
      }
    }
    return m;
  }
}
