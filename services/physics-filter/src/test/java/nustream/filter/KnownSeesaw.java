package nustream.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Seesaw parameters with observables that are known before: Casas-Ibarra with R = 1, {@code Y = U
 * sqrt(m) sqrt(M) / v}, U from its angles and phases by the formula of the Particle Data Group.
 * Written independently of the code under test.
 *
 * @param phases delta, alpha21, alpha31 in degrees
 */
record KnownSeesaw(double s12sq, double s13sq, double s23sq, double[] phases, double m1) {
  static final double DM2_21 = 7.49e-5;
  static final double DM2_31 = 2.513e-3;
  static final double[] LOG_MASS = {14.2, 14.9, 15.3};
  private static final double V_EV = 174.104e9;

  /** The best fit of NuFIT 6.0 with SK, normal ordering, m1 = 0.01 eV. */
  static KnownSeesaw bestFit() {
    return new KnownSeesaw(0.308, 0.02215, 0.470, new double[] {212, 77, 301}, 0.01);
  }

  KnownSeesaw withS12sq(double value) {
    return new KnownSeesaw(value, s13sq, s23sq, phases, m1);
  }

  double[] massesEv() {
    return new double[] {m1, Math.sqrt(m1 * m1 + DM2_21), Math.sqrt(m1 * m1 + DM2_31)};
  }

  /** Row-major (re, im). */
  double[] mixing() {
    double s12 = Math.sqrt(s12sq);
    double c12 = Math.sqrt(1 - s12sq);
    double s13 = Math.sqrt(s13sq);
    double c13 = Math.sqrt(1 - s13sq);
    double s23 = Math.sqrt(s23sq);
    double c23 = Math.sqrt(1 - s23sq);
    double d = Math.toRadians(phases[0]);
    double cd = Math.cos(d);
    double sd = Math.sin(d);
    double[] u = {
      c12 * c13,
      0,
      s12 * c13,
      0,
      s13 * cd,
      -s13 * sd,
      -s12 * c23 - c12 * s23 * s13 * cd,
      -c12 * s23 * s13 * sd,
      c12 * c23 - s12 * s23 * s13 * cd,
      -s12 * s23 * s13 * sd,
      s23 * c13,
      0,
      s12 * s23 - c12 * c23 * s13 * cd,
      -c12 * c23 * s13 * sd,
      -c12 * s23 - s12 * c23 * s13 * cd,
      -s12 * c23 * s13 * sd,
      c23 * c13,
      0
    };
    for (int column = 1; column < 3; column++) {
      double half = Math.toRadians(phases[column]) / 2;
      for (int row = 0; row < 3; row++) {
        int k = 2 * (3 * row + column);
        double re = u[k] * Math.cos(half) - u[k + 1] * Math.sin(half);
        u[k + 1] = u[k] * Math.sin(half) + u[k + 1] * Math.cos(half);
        u[k] = re;
      }
    }
    return u;
  }

  /** Y, row-major (re, im). */
  double[] yukawa() {
    double[] y = mixing();
    double[] m = massesEv();
    for (int k = 0; k < 18; k++) {
      int column = k / 2 % 3;
      y[k] *= Math.sqrt(m[column] * Math.pow(10, LOG_MASS[column]) * 1e9) / V_EV;
    }
    return y;
  }

  /** U diag(m) U^T in eV, row-major (re, im). */
  double[] lightMatrix() {
    double[] u = mixing();
    double[] m = massesEv();
    double[] light = new double[18];
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        for (int i = 0; i < 3; i++) {
          int p = 2 * (3 * a + i);
          int q = 2 * (3 * b + i);
          int k = 2 * (3 * a + b);
          light[k] += m[i] * (u[p] * u[q] - u[p + 1] * u[q + 1]);
          light[k + 1] += m[i] * (u[p] * u[q + 1] + u[p + 1] * u[q]);
        }
      }
    }
    return light;
  }

  /** The 21 numbers of a candidate. */
  double[] parameters() {
    double[] parameters = new double[21];
    System.arraycopy(yukawa(), 0, parameters, 0, 18);
    System.arraycopy(LOG_MASS, 0, parameters, 18, 3);
    return parameters;
  }

  static com.google.protobuf.ByteString packed(List<double[]> candidates) {
    var buffer =
        ByteBuffer.allocate(candidates.size() * 21 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    candidates.forEach(c -> java.util.Arrays.stream(c).forEach(buffer::putDouble));
    return com.google.protobuf.ByteString.copyFrom(buffer.flip());
  }

  static List<Double> boxed(double... values) {
    List<Double> boxed = new ArrayList<>();
    for (double value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
