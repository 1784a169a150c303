package nustream.flavor.physics;

import org.hipparchus.complex.Complex;

/**
 * The parametrisation of Casas and Ibarra (Nucl. Phys. B 618 (2001) 171, equation 9) in our
 * convention: {@code Y = (1/v) U sqrt(m) R^T sqrt(M)} with R complex orthogonal, so that {@code v^2
 * Y M^-1 Y^T = U diag(m) U^T} for every R.
 *
 * <p>Matrices are 3x3 complex, row-major pairs (re, im), 18 numbers; columns of U and the light
 * masses in the order 1, 2, 3. Stateless.
 */
public final class CasasIbarra {
  private CasasIbarra() {}

  /**
   * Y from the light sector, the right-handed masses and R.
   *
   * @param mixing U
   * @param lightEv m1, m2, m3 in eV, &gt;= 0
   * @param massesGev M1, M2, M3 in GeV, &gt; 0
   * @param rotation R
   * @param vGev vacuum expectation value in GeV
   */
  public static double[] yukawa(
      double[] mixing, double[] lightEv, double[] massesGev, double[] rotation, double vGev) {
    double[] y = new double[18];
    for (int a = 0; a < 3; a++) {
      for (int i = 0; i < 3; i++) {
        Complex sum = Complex.ZERO;
        for (int k = 0; k < 3; k++) {
          sum = sum.add(at(mixing, a, k).multiply(at(rotation, i, k)).multiply(root(lightEv[k])));
        }
        put(y, a, i, sum.multiply(Math.sqrt(massesGev[i]) / vGev));
      }
    }
    return y;
  }

  /**
   * R from Y: {@code R = v M^-1/2 Y^T U^* m^-1/2}.
   *
   * @throws IllegalArgumentException if a light mass is not &gt; 0: its column of R is arbitrary
   */
  public static double[] rotation(
      double[] mixing, double[] lightEv, double[] massesGev, double[] yukawa, double vGev) {
    double[] r = new double[18];
    for (int k = 0; k < 3; k++) {
      if (!(lightEv[k] > 0)) {
        throw new IllegalArgumentException("m" + (k + 1) + " = " + lightEv[k] + " eV, allowed > 0");
      }
      for (int i = 0; i < 3; i++) {
        Complex sum = Complex.ZERO;
        for (int a = 0; a < 3; a++) {
          sum = sum.add(at(yukawa, a, i).multiply(at(mixing, a, k).conjugate()));
        }
        put(r, i, k, sum.multiply(vGev / Math.sqrt(massesGev[i]) / root(lightEv[k])));
      }
    }
    return r;
  }

  /**
   * {@code R = R23(z1) R13(z2) R12(z3)} with complex angles, each R_ij(z) = [[cos, sin], [-sin,
   * cos]].
   */
  public static double[] rotation(Complex z1, Complex z2, Complex z3) {
    Complex c1 = z1.cos();
    Complex s1 = z1.sin();
    Complex c2 = z2.cos();
    Complex s2 = z2.sin();
    Complex c3 = z3.cos();
    Complex s3 = z3.sin();
    double[] r = new double[18];
    put(r, 0, 0, c2.multiply(c3));
    put(r, 0, 1, c2.multiply(s3));
    put(r, 0, 2, s2);
    put(r, 1, 0, c1.multiply(s3).add(s1.multiply(s2).multiply(c3)).negate());
    put(r, 1, 1, c1.multiply(c3).subtract(s1.multiply(s2).multiply(s3)));
    put(r, 1, 2, s1.multiply(c2));
    put(r, 2, 0, s1.multiply(s3).subtract(c1.multiply(s2).multiply(c3)));
    put(r, 2, 1, s1.multiply(c3).add(c1.multiply(s2).multiply(s3)).negate());
    put(r, 2, 2, c1.multiply(c2));
    return r;
  }

  /**
   * Logarithm of the density of a measure flat in Re Y, Im Y in the coordinates (m_i, U Haar, z),
   * up to a constant: {@code d^18Y ~ prod M_i^3 prod_{i<j} |m_i^2 - m_j^2| |cos z2|^2 prod dm_i
   * dU_Haar d^2z1 d^2z2 d^2z3}. Leaving out {@code |cos z2|^2}, as scans flat in z do, biases the
   * lightest mass by a fifth.
   */
  public static double logMeasure(double[] lightEv, double[] massesGev, Complex z2) {
    double sum = 2 * Math.log(z2.cos().norm());
    for (int i = 0; i < 3; i++) {
      sum += 3 * Math.log(massesGev[i]);
      for (int j = i + 1; j < 3; j++) {
        sum += Math.log(Math.abs((lightEv[i] - lightEv[j]) * (lightEv[i] + lightEv[j])));
      }
    }
    return sum;
  }

  /** Square root of a mass in eV, in GeV^(1/2). */
  private static double root(double ev) {
    return Math.sqrt(ev / SeesawParameters.EV_PER_GEV);
  }

  private static Complex at(double[] pairs, int row, int column) {
    int k = 2 * (3 * row + column);
    return new Complex(pairs[k], pairs[k + 1]);
  }

  private static void put(double[] pairs, int row, int column, Complex value) {
    int k = 2 * (3 * row + column);
    pairs[k] = value.getReal();
    pairs[k + 1] = value.getImaginary();
  }
}
