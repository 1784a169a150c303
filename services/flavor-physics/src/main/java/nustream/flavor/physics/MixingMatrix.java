package nustream.flavor.physics;

/**
 * The lepton mixing matrix {@code U = R23 R13(delta) R12 diag(1, e^{i alpha21/2}, e^{i alpha31/2})}
 * (Particle Data Group, review of neutrino mixing). Element (a, i) at 3a+i, columns 1, 2, 3.
 */
final class MixingMatrix {
  final double[] re = new double[9];
  final double[] im = new double[9];

  /** Computes U; phases in radians. */
  void set(double s12sq, double s13sq, double s23sq, double delta, double alpha21, double alpha31) {
    double s12 = Math.sqrt(s12sq);
    double c12 = Math.sqrt(1 - s12sq);
    double s13 = Math.sqrt(s13sq);
    double c13 = Math.sqrt(1 - s13sq);
    double s23 = Math.sqrt(s23sq);
    double c23 = Math.sqrt(1 - s23sq);
    double dr = Math.cos(delta);
    double di = Math.sin(delta);
    put(0, c12 * c13, 0);
    put(1, s12 * c13, 0);
    put(2, s13 * dr, -s13 * di);
    put(3, -s12 * c23 - c12 * s23 * s13 * dr, -c12 * s23 * s13 * di);
    put(4, c12 * c23 - s12 * s23 * s13 * dr, -s12 * s23 * s13 * di);
    put(5, s23 * c13, 0);
    put(6, s12 * s23 - c12 * c23 * s13 * dr, -c12 * c23 * s13 * di);
    put(7, -c12 * s23 - s12 * c23 * s13 * dr, -s12 * c23 * s13 * di);
    put(8, c23 * c13, 0);
    turn(1, 3, alpha21 / 2);
    turn(2, 3, alpha31 / 2);
  }

  /** Multiplies row a by a phase, which no observable sees. */
  void turnRow(int a, double phase) {
    turn(3 * a, 1, phase);
  }

  private void put(int k, double r, double i) {
    re[k] = r;
    im[k] = i;
  }

  private void turn(int first, int step, double phase) {
    double c = Math.cos(phase);
    double s = Math.sin(phase);
    for (int k = 0; k < 3; k++) {
      int at = first + k * step;
      double r = re[at];
      re[at] = r * c - im[at] * s;
      im[at] = r * s + im[at] * c;
    }
  }
}
