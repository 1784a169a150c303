package nustream.lensing.physics.boltzmann;

import nustream.lensing.physics.background.Constants;
import nustream.lensing.physics.background.Cosmology;

/**
 * Primordial helium mass fraction from big-bang nucleosynthesis: the fit of the Planck 2015 results
 * XIII, eq. (70), to PArthENoPE, which gives the fraction of nucleons in helium, turned into a
 * fraction by mass.
 */
final class HeliumAbundance {
  private static final double STANDARD_NEUTRINOS = 3.046;

  private HeliumAbundance() {}

  static double massFraction(Cosmology cosmology) {
    double w = cosmology.omegaBaryonH2();
    double extra = cosmology.effectiveNeutrinos() - STANDARD_NEUTRINOS;
    double nucleons =
        0.2311
            + 0.9502 * w
            - 11.27 * w * w
            + extra * (0.01356 + 0.008581 * w - 0.1810 * w * w)
            + extra * extra * (-0.0009795 - 0.001370 * w + 0.01746 * w * w);
    double helium = nucleons * Constants.HELIUM_TO_FOUR_HYDROGEN;
    return helium / (helium + 1 - nucleons);
  }
}
