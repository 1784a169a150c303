package nustream.flavor.physics;

import org.apache.commons.numbers.core.DD;

/**
 * Left-handed rotation of the charged leptons: {@code Y_e = V_L diag(y_e, y_mu, y_tau) V_R^dagger},
 * columns of V_L in ascending order of the masses.
 */
final class ChargedLeptons {
  /** Masses closer than this, relative to the heavier, define no flavour basis. */
  private static final double DEGENERATE = 1e-12;

  private ChargedLeptons() {}

  /**
   * V_L of a Yukawa matrix, from the Hermitian {@code Y_e Y_e^dagger = A + iB} embedded as {@code
   * [[A, -B], [B, A]]}, whose eigenvalues come in pairs with the eigenvectors x + iy and i(x + iy).
   *
   * @throws IllegalArgumentException if the matrix is not finite or two masses are degenerate
   */
  static DoubleDoubleMatrix leftRotation(DoubleDoubleMatrix yukawa) {
    double size = yukawa.size();
    if (!(size > 0)) {
      throw new IllegalArgumentException("Y_e is zero or not finite");
    }
    DoubleDoubleMatrix unit = yukawa.scale(-Math.getExponent(size));
    DoubleDoubleMatrix h = unit.times(unit.conjugate().transpose());
    DD[][] e = new DD[6][6];
    for (int a = 0; a < 3; a++) {
      for (int b = a; b < 3; b++) {
        DD re = h.re[3 * a + b];
        DD im = a == b ? DD.ZERO : h.im[3 * a + b];
        e[a][b] = re;
        e[b][a] = re;
        e[3 + a][3 + b] = re;
        e[3 + b][3 + a] = re;
        e[a][3 + b] = im.negate();
        e[3 + b][a] = im.negate();
        e[b][3 + a] = im;
        e[3 + a][b] = im;
      }
    }
    DoubleDoubleJacobi eigen = new DoubleDoubleJacobi(e);
    int[] order = eigen.descending();
    double[] mass = new double[3];
    DoubleDoubleMatrix v = new DoubleDoubleMatrix();
    for (int i = 0; i < 3; i++) {
      int from = order[5 - 2 * i];
      mass[i] = Math.sqrt(Math.max(0, eigen.value(from).hi()));
      for (int a = 0; a < 3; a++) {
        v.re[3 * a + i] = eigen.vector(a, from);
        v.im[3 * a + i] = eigen.vector(3 + a, from);
      }
    }
    for (int i = 0; i < 2; i++) {
      if (mass[i + 1] - mass[i] <= DEGENERATE * mass[2]) {
        throw new IllegalArgumentException(
            "Y_e has degenerate masses, relative to the heaviest "
                + mass[i] / mass[2]
                + " and "
                + mass[i + 1] / mass[2]);
      }
    }
    return v;
  }
}
