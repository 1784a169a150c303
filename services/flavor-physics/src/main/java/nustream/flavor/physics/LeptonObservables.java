package nustream.flavor.physics;

import java.util.OptionalDouble;

/**
 * What one set of parameters predicts. Conventions: {@code m_nu = U diag(m) U^T}, {@code U = R23
 * R13(delta) R12 diag(1, e^{i alpha21/2}, e^{i alpha31/2})} (Particle Data Group); degrees in [0,
 * 360).
 *
 * <p>Undefined is undefined, never a number: an empty phase, or NaN for an angle, a splitting's
 * angle or J where degenerate masses leave the basis arbitrary.
 *
 * @param m1Ev m1 in eV; columns of U, so m1 &lt; m2 &lt; m3 (NO) or m3 &lt; m1 &lt; m2 (IO)
 * @param m2Ev m2 in eV
 * @param m3Ev m3 in eV
 * @param dm2_21 m2^2 - m1^2 in eV^2, &gt;= 0
 * @param dm2_3l dm2_31 &gt;= 0 (NO) or dm2_32 &lt;= 0 (IO) in eV^2
 * @param s12sq sin^2 theta12
 * @param s13sq sin^2 theta13
 * @param s23sq sin^2 theta23
 * @param deltaDeg Dirac phase; empty where a mixing angle vanishes or is a right angle
 * @param alpha21Deg Majorana phase; empty for m1 = 0 or m2 = 0
 * @param alpha31Deg Majorana phase; empty for m1 = 0 or m3 = 0
 * @param jarlskog J = Im(Ue1 Umu2 Ue2* Umu1*)
 * @param sumEv m1 + m2 + m3 in eV
 * @param meeEv effective mass of neutrinoless double beta decay, |(m_nu)_ee| in eV
 * @param mbetaEv effective mass of beta decay, sqrt(sum |U_ei|^2 m_i^2) in eV
 * @param mr1Gev lightest right-handed mass in GeV; NaN where only the light mass matrix was given
 * @param mr2Gev middle right-handed mass in GeV
 * @param mr3Gev heaviest right-handed mass in GeV
 */
public record LeptonObservables(
    double m1Ev,
    double m2Ev,
    double m3Ev,
    double dm2_21,
    double dm2_3l,
    double s12sq,
    double s13sq,
    double s23sq,
    OptionalDouble deltaDeg,
    OptionalDouble alpha21Deg,
    OptionalDouble alpha31Deg,
    double jarlskog,
    double sumEv,
    double meeEv,
    double mbetaEv,
    double mr1Gev,
    double mr2Gev,
    double mr3Gev) {

  /** The smallest of the three masses in eV. */
  public double lightestEv() {
    return Math.min(m1Ev, m3Ev);
  }
}
