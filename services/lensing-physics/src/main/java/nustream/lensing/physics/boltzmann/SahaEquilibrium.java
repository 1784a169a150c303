package nustream.lensing.physics.boltzmann;

import static nustream.lensing.physics.background.Constants.BOLTZMANN;
import static nustream.lensing.physics.background.Constants.ELECTRON_MASS;
import static nustream.lensing.physics.background.Constants.ELECTRON_VOLT;
import static nustream.lensing.physics.background.Constants.PLANCK;

/**
 * Ionisation equilibrium of hydrogen and helium (Saha), as electrons per hydrogen nucleus. Holds
 * for helium until it is neutral, for hydrogen until 0.5 % of it has recombined.
 */
final class SahaEquilibrium {
  static final double HYDROGEN_IONISATION_J = 13.598433 * ELECTRON_VOLT;
  private static final double HELIUM_FIRST_J = 24.587387 * ELECTRON_VOLT;
  private static final double HELIUM_SECOND_J = 54.417760 * ELECTRON_VOLT;

  private final double heliumPerHydrogen;

  SahaEquilibrium(double heliumPerHydrogen) {
    this.heliumPerHydrogen = heliumPerHydrogen;
  }

  /** (2 pi m_e k T / h^2)^(3/2), in 1/m^3. */
  static double thermalDensity(double temperatureK) {
    return Math.pow(
        2 * Math.PI * (ELECTRON_MASS / PLANCK) * (BOLTZMANN * temperatureK / PLANCK), 1.5);
  }

  /** Ionised fraction of hydrogen for a number of electrons per hydrogen nucleus. */
  double ionisedHydrogen(double temperatureK, double hydrogenDensity, double electrons) {
    double ratio =
        thermalDensity(temperatureK)
            / hydrogenDensity
            * Math.exp(-HYDROGEN_IONISATION_J / (BOLTZMANN * temperatureK));
    return ratio / (ratio + electrons);
  }

  /** Electrons from helium per hydrogen nucleus, for a total number of electrons. */
  double heliumElectrons(double temperatureK, double hydrogenDensity, double electrons) {
    double density = thermalDensity(temperatureK) / hydrogenDensity;
    double kT = BOLTZMANN * temperatureK;
    double first = 4 * density * Math.exp(-HELIUM_FIRST_J / kT) / electrons;
    double second = density * Math.exp(-HELIUM_SECOND_J / kT) / electrons;
    return heliumPerHydrogen * first * (1 + 2 * second) / (1 + first * (1 + second));
  }

  /**
   * Electrons per hydrogen nucleus with helium in equilibrium.
   *
   * @param hydrogen ionised fraction of hydrogen, or NaN to take its equilibrium too
   */
  double electrons(double temperatureK, double hydrogenDensity, double hydrogen) {
    double electrons = 1 + heliumPerHydrogen;
    // Damped fixed point: halves the distance at worst, 60 rounds reach machine precision.
    for (int i = 0; i < 60; i++) {
      double fromHydrogen =
          Double.isNaN(hydrogen)
              ? ionisedHydrogen(temperatureK, hydrogenDensity, electrons)
              : hydrogen;
      double next = fromHydrogen + heliumElectrons(temperatureK, hydrogenDensity, electrons);
      if (Math.abs(next - electrons) < 1e-14) {
        break;
      }
      electrons = 0.5 * (electrons + next);
    }
    return electrons;
  }
}
