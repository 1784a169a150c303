package nustream.flavor.physics;

/**
 * Mixing angles, phases and J of a unitary matrix, columns 1, 2, 3 at chosen places of its storage.
 * NaN stands for undefined. Scratch of one thread; IEEE operations and StrictMath only.
 *
 * <p>Formulas (Particle Data Group parametrisation): {@code s13^2 = |Ue3|^2}, {@code s12^2 =
 * |Ue2|^2/(|Ue1|^2+|Ue2|^2)}, {@code s23^2 = |Umu3|^2/(|Umu3|^2+|Utau3|^2)}, {@code J = Im(Ue1 Umu2
 * Ue2* Umu1*)}, {@code delta = -arg{Ue1^* Ue3 Utau1 Utau3^* / (c12 c13^2 c23 s13) + c12 c23 s13}},
 * {@code alpha21 = 2 arg(Ue2 Ue1*)}, {@code alpha31 = 2 [arg(Ue3 Ue1*) + delta]}.
 */
final class Mixing {
  /** |U_ai|^2 below it is the square of rounding noise. */
  private static final double NEGLIGIBLE = 1e-24;

  private static final int E = 0;
  private static final int MU = 1;
  private static final int TAU = 2;

  double s12sq;
  double s13sq;
  double s23sq;
  double jarlskog;

  /** Degrees in [0, 360) or NaN. */
  double deltaDeg;

  double alpha21Deg;
  double alpha31Deg;

  private double[] ur;
  private double[] ui;
  private int c1;
  private int c2;
  private int c3;

  /**
   * Reads the matrix (element (a, i) at 3a+i) with columns 1, 2, 3 at c1, c2, c3; computes angles.
   */
  void angles(double[] re, double[] im, int column1, int column2, int column3) {
    ur = re;
    ui = im;
    c1 = column1;
    c2 = column2;
    c3 = column3;
    double e1 = square(E, c1);
    double e2 = square(E, c2);
    double mu3 = square(MU, c3);
    s13sq = square(E, c3);
    s12sq = e2 / (e1 + e2);
    s23sq = mu3 / (mu3 + square(TAU, c3));
  }

  /** Computes J, delta and the Majorana phases of the matrix that was read. */
  void phases() {
    jarlskog = re(E, c1, E, c2) * im(MU, c2, MU, c1) + im(E, c1, E, c2) * re(MU, c2, MU, c1);
    boolean e1 = present(E, c1);
    deltaDeg =
        e1 && present(E, c2) && present(E, c3) && present(MU, c3) && present(TAU, c3)
            ? delta()
            : Double.NaN;
    alpha21Deg = e1 && present(E, c2) ? degrees(2 * argument(E, c2, E, c1)) : Double.NaN;
    if (present(E, c3)) {
      alpha31Deg =
          e1 ? degrees(2 * (argument(E, c3, E, c1) + Math.toRadians(deltaDeg))) : Double.NaN;
    } else {
      // theta13 = 0: delta has no meaning, and Umu3 = s23 e^{i alpha31/2}, Umu1 = -s12 c23.
      alpha31Deg =
          present(MU, c3) && present(MU, c1) ? degrees(2 * argument(MU, c3, MU, c1)) : Double.NaN;
    }
  }

  private double delta() {
    double e1 = square(E, c1);
    double e2 = square(E, c2);
    double tau3 = square(TAU, c3);
    double c13sq = e1 + e2;
    double s13 = Math.sqrt(s13sq);
    double c12c23 = Math.sqrt(e1 / c13sq * (tau3 / (square(MU, c3) + tau3)));
    double scale = c12c23 * c13sq * s13;
    double pr = re(E, c3, E, c1);
    double pi = im(E, c3, E, c1);
    double qr = re(TAU, c1, TAU, c3);
    double qi = im(TAU, c1, TAU, c3);
    double real = (pr * qr - pi * qi) / scale + c12c23 * s13;
    double imaginary = (pr * qi + pi * qr) / scale;
    return degrees(-StrictMath.atan2(imaginary, real));
  }

  private boolean present(int a, int i) {
    return square(a, i) > NEGLIGIBLE;
  }

  private double square(int a, int i) {
    return re(a, i, a, i);
  }

  /** Re(U_ai U_bj*). */
  private double re(int a, int i, int b, int j) {
    int p = 3 * a + i;
    int q = 3 * b + j;
    return ur[p] * ur[q] + ui[p] * ui[q];
  }

  /** Im(U_ai U_bj*). */
  private double im(int a, int i, int b, int j) {
    int p = 3 * a + i;
    int q = 3 * b + j;
    return ui[p] * ur[q] - ur[p] * ui[q];
  }

  private double argument(int a, int i, int b, int j) {
    return StrictMath.atan2(im(a, i, b, j), re(a, i, b, j));
  }

  private static double degrees(double radians) {
    double d = Math.toDegrees(radians) % 360;
    if (d < 0) {
      d += 360;
    }
    return d < 360 ? d : 0;
  }
}
