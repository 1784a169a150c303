package nustream.lensing.physics.instant;

import nustream.lensing.physics.background.Cosmology;

/**
 * How far the instant mode is from the Boltzmann equations, for universes near the MassiveNuS
 * fiducial one, 0.01 &lt; k &lt; 10 h/Mpc and z from 0 to 3. On larger scales the suppression is
 * off by more, a tenth of the power at k = 1e-4: the neutrinos were relativistic when the growth
 * starts.
 *
 * @param power largest relative error of P, where acoustic oscillations are
 * @param sigma8 relative error of sigma8
 * @param suppression largest error of P(M)/P(0)
 */
public record InstantError(double power, double sigma8, double suppression) {

  /**
   * The error for a universe.
   *
   * @param cosmology of which the sum of the masses counts
   */
  public static InstantError of(Cosmology cosmology) {
    double sum = cosmology.sumMassesEv();
    if (sum <= 0.1) {
      return new InstantError(0.06, 0.01, sum == 0 ? 0 : 0.004);
    }
    if (sum <= 0.4) {
      return new InstantError(0.065, 0.015, 0.01);
    }
    return sum <= 1 ? new InstantError(0.1, 0.03, 0.07) : new InstantError(0.2, 0.06, 0.2);
  }
}
