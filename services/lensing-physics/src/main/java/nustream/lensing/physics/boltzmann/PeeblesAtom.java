package nustream.lensing.physics.boltzmann;

import static nustream.lensing.physics.background.Constants.BOLTZMANN;

/**
 * Recombination of hydrogen out of equilibrium: the effective three-level atom of Peebles (1968),
 * in the form of MB95 section 5.3, with the case-B recombination coefficient of Pequignot,
 * Petitjean and Boisson (1991) and the factor 1.125 that brings it to the multi-level calculation
 * (Seager, Sasselov and Scott 1999; Chluba and Thomas 2011).
 */
final class PeeblesAtom {
  private static final double MULTILEVEL_FACTOR = 1.125;
  private static final double LYMAN_ALPHA_M = 1.21567e-7;
  private static final double TWO_PHOTON_RATE = 8.2245809;

  private PeeblesAtom() {}

  /**
   * dx/dln a of the ionised hydrogen fraction x.
   *
   * @param x ionised fraction
   * @param matterK temperature of the electrons
   * @param hydrogenDensity hydrogen nuclei per m^3
   * @param hubblePerSecond expansion rate
   */
  static double slope(double x, double matterK, double hydrogenDensity, double hubblePerSecond) {
    double t = matterK / 1e4;
    double recombination =
        MULTILEVEL_FACTOR * 4.309e-19 * Math.pow(t, -0.6166) / (1 + 0.6703 * Math.pow(t, 0.53));
    double kT = BOLTZMANN * matterK;
    double ionisation = SahaEquilibrium.HYDROGEN_IONISATION_J;
    double photoionisation =
        recombination * SahaEquilibrium.thermalDensity(matterK) * Math.exp(-ionisation / 4 / kT);
    double escape =
        LYMAN_ALPHA_M
            * LYMAN_ALPHA_M
            * LYMAN_ALPHA_M
            / (8 * Math.PI * hubblePerSecond)
            * hydrogenDensity
            * (1 - x);
    double inhibition =
        (1 + escape * TWO_PHOTON_RATE) / (1 + escape * (TWO_PHOTON_RATE + photoionisation));
    double net =
        recombination * hydrogenDensity * x * x
            - photoionisation * (1 - x) * Math.exp(-0.75 * ionisation / kT);
    return -inhibition * net / hubblePerSecond;
  }
}
