package nustream.flavor.physics;

import java.util.OptionalDouble;

/**
 * Mixing angles and phases of a unitary matrix in the parametrisation of the Particle Data Group,
 * {@code U = (row phases) R23 R13(delta) R12 diag(1, e^{i alpha21/2}, e^{i alpha31/2})}; degrees in
 * [0, 360), empty where a vanishing element leaves a phase without meaning.
 *
 * @param s12sq sin^2 theta12
 * @param s13sq sin^2 theta13
 * @param s23sq sin^2 theta23
 * @param deltaDeg Dirac phase
 * @param alpha21Deg Majorana phase
 * @param alpha31Deg Majorana phase
 * @param jarlskog J = Im(Ue1 Umu2 Ue2* Umu1*)
 */
public record Pmns(
    double s12sq,
    double s13sq,
    double s23sq,
    OptionalDouble deltaDeg,
    OptionalDouble alpha21Deg,
    OptionalDouble alpha31Deg,
    double jarlskog) {

  /** Reads a unitary matrix of row-major pairs (re, im), columns 1, 2, 3; 18 numbers. */
  public static Pmns of(double[] pairs) {
    double[] re = new double[9];
    double[] im = new double[9];
    for (int k = 0; k < 9; k++) {
      re[k] = pairs[2 * k];
      im[k] = pairs[2 * k + 1];
    }
    Mixing mixing = new Mixing();
    mixing.angles(re, im, 0, 1, 2);
    mixing.phases();
    return new Pmns(
        mixing.s12sq,
        mixing.s13sq,
        mixing.s23sq,
        optional(mixing.deltaDeg),
        optional(mixing.alpha21Deg),
        optional(mixing.alpha31Deg),
        mixing.jarlskog);
  }

  /** The matrix of given angles and phases, row-major pairs (re, im); row phases 1. */
  public static double[] matrix(
      double s12sq,
      double s13sq,
      double s23sq,
      double deltaDeg,
      double alpha21Deg,
      double alpha31Deg) {
    MixingMatrix u = new MixingMatrix();
    u.set(
        s12sq,
        s13sq,
        s23sq,
        Math.toRadians(deltaDeg),
        Math.toRadians(alpha21Deg),
        Math.toRadians(alpha31Deg));
    double[] pairs = new double[18];
    for (int k = 0; k < 9; k++) {
      pairs[2 * k] = u.re[k];
      pairs[2 * k + 1] = u.im[k];
    }
    return pairs;
  }

  static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
