package nustream.lensing.physics.instant;

/**
 * The transfer function of cold dark matter and baryons of Eisenstein and Hu, ApJ 496, 605 (1998),
 * "EH98" below, with baryon acoustic oscillations; 1 on large scales. Immutable.
 */
final class EisensteinHu {
  private final double omegaBaryonH2;
  private final double omegaMatterH2;
  private final double baryons;
  private final double equality;
  private final double soundHorizon;
  private final double silk;
  private final double alphaCold;
  private final double betaCold;
  private final double alphaBaryon;
  private final double betaBaryon;
  private final double betaNode;

  /**
   * @param omegaMatterH2 physical density of cold dark matter and baryons
   * @param omegaBaryonH2 physical density of baryons
   * @param temperatureCmbK photon temperature today, kelvin
   */
  EisensteinHu(double omegaMatterH2, double omegaBaryonH2, double temperatureCmbK) {
    this.omegaMatterH2 = omegaMatterH2;
    this.omegaBaryonH2 = omegaBaryonH2;
    double m = omegaMatterH2;
    double theta = temperatureCmbK / 2.7;
    baryons = omegaBaryonH2 / m;
    double cold = 1 - baryons;
    // Equality, drag epoch, sound horizon and Silk scale: eqs. (2) to (7).
    double redshiftEquality = 2.5e4 * m * Math.pow(theta, -4);
    equality = 0.0746 * m * Math.pow(theta, -2);
    double b1 = 0.313 * Math.pow(m, -0.419) * (1 + 0.607 * Math.pow(m, 0.674));
    double b2 = 0.238 * Math.pow(m, 0.223);
    double redshiftDrag =
        1291
            * Math.pow(m, 0.251)
            / (1 + 0.659 * Math.pow(m, 0.828))
            * (1 + b1 * Math.pow(omegaBaryonH2, b2));
    double ratioDrag = baryonsToPhotons(redshiftDrag, theta);
    double ratioEquality = baryonsToPhotons(redshiftEquality, theta);
    soundHorizon =
        2
            / (3 * equality)
            * Math.sqrt(6 / ratioEquality)
            * Math.log(
                (Math.sqrt(1 + ratioDrag) + Math.sqrt(ratioDrag + ratioEquality))
                    / (1 + Math.sqrt(ratioEquality)));
    silk =
        1.6 * Math.pow(omegaBaryonH2, 0.52) * Math.pow(m, 0.73) * (1 + Math.pow(10.4 * m, -0.95));
    // Cold dark matter: eqs. (11) and (12).
    double a1 = Math.pow(46.9 * m, 0.670) * (1 + Math.pow(32.1 * m, -0.532));
    double a2 = Math.pow(12.0 * m, 0.424) * (1 + Math.pow(45.0 * m, -0.582));
    alphaCold = Math.pow(a1, -baryons) * Math.pow(a2, -Math.pow(baryons, 3));
    double c1 = 0.944 / (1 + Math.pow(458 * m, -0.708));
    double c2 = Math.pow(0.395 * m, -0.0266);
    betaCold = 1 / (1 + c1 * (Math.pow(cold, c2) - 1));
    // Baryons: eqs. (14), (15), (23) and (24).
    double y = (1 + redshiftEquality) / (1 + redshiftDrag);
    alphaBaryon = 2.07 * equality * soundHorizon * Math.pow(1 + ratioDrag, -0.75) * growth(y);
    betaBaryon = 0.5 + baryons + (3 - 2 * baryons) * Math.sqrt(Math.pow(17.2 * m, 2) + 1);
    betaNode = 8.41 * Math.pow(m, 0.435);
  }

  /** R, eq. (5). */
  private double baryonsToPhotons(double redshift, double theta) {
    return 31.5 * omegaBaryonH2 * Math.pow(theta, -4) * 1000 / redshift;
  }

  /** G, eq. (15). */
  private static double growth(double y) {
    double root = Math.sqrt(1 + y);
    return y * (-6 * root + (2 + 3 * y) * Math.log((root + 1) / (root - 1)));
  }

  /**
   * T(k), eqs. (16) to (22).
   *
   * @param k in 1/Mpc
   */
  double at(double k) {
    double q = k / (13.41 * equality);
    double ks = k * soundHorizon;
    double f = 1 / (1 + Math.pow(ks / 5.4, 4));
    double cold = f * pressureless(q, 1, betaCold) + (1 - f) * pressureless(q, alphaCold, betaCold);
    double shifted = ks / Math.cbrt(1 + Math.pow(betaNode / ks, 3));
    double baryonic =
        (pressureless(q, 1, 1) / (1 + Math.pow(ks / 5.2, 2))
                + alphaBaryon
                    / (1 + Math.pow(betaBaryon / ks, 3))
                    * Math.exp(-Math.pow(k / silk, 1.4)))
            * Math.sin(shifted)
            / shifted;
    return baryons * baryonic + (1 - baryons) * cold;
  }

  /** T_0, eqs. (19) and (20). */
  private static double pressureless(double q, double alpha, double beta) {
    double log = Math.log(Math.E + 1.8 * beta * q);
    double c = 14.2 / alpha + 386 / (1 + 69.9 * Math.pow(q, 1.08));
    return log / (log + c * q * q);
  }

  double omegaMatterH2() {
    return omegaMatterH2;
  }
}
