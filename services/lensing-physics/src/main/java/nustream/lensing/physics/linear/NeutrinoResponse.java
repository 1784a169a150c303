package nustream.lensing.physics.linear;

import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Constants;
import nustream.lensing.physics.background.NeutrinoMasses;

/**
 * Linear response of free-streaming neutrinos to the clustering of all matter ("SuperEasy", Chen,
 * Upadhye and Wong 2020, arXiv:2011.12504), for several masses:
 *
 * <pre>
 * delta_i = W_i delta_m,   W_i = [k_i/(k + k_i)]^2,
 * k_i^2 = (3/2) Omega_m H0^2 a / sigma_i^2,   sigma_i = sqrt[3 zeta(3)/(2 ln 2)] k T_nu/m_i,
 * delta_m = f_cb delta_cb / (1 - Sum_i f_i W_i),
 * </pre>
 *
 * f being the fractions of the matter density at that time. In the Poisson equation and in the
 * lensing projection the cold density is multiplied by {@link #factor}. Immutable.
 */
public final class NeutrinoResponse {
  /** sqrt[3 zeta(3) / (2 ln 2)] */
  private static final double VELOCITY = 1.6125131;

  private final Background background;
  private final double cold;

  public NeutrinoResponse(Background background) {
    this.background = background;
    cold = background.omegaColdDarkMatter() + background.omegaBaryons();
  }

  /** Density of cold dark matter and baryons today in units of the critical density. */
  public double omegaCold() {
    return cold;
  }

  /**
   * rho_m delta_m / (rho_cb delta_cb) = 1/(1 - Sum f_i W_i), at least 1; exactly 1 without massive
   * neutrinos.
   *
   * @param k in h/Mpc
   * @param a scale factor
   */
  public double factor(double k, double a) {
    double masses = 0;
    for (NeutrinoMasses.Species species : background.massiveSpecies()) {
      masses += species.massEv() * species.count();
    }
    if (masses == 0) {
      return 1;
    }
    double neutrinos = background.massiveDensity(a) / a;
    double fraction = neutrinos / (neutrinos + cold);
    double clustering = 0;
    for (NeutrinoMasses.Species species : background.massiveSpecies()) {
      double streaming = freeStreaming(species.massEv(), a);
      double window = streaming / (k + streaming);
      clustering += fraction * species.massEv() * species.count() / masses * window * window;
    }
    return 1 / (1 - clustering);
  }

  /** k_i in h/Mpc. */
  double freeStreaming(double massEv, double a) {
    double sigma = VELOCITY * background.neutrinoTemperatureEv() / massEv;
    double matter = background.cosmology().omegaMatter();
    return Math.sqrt(1.5 * matter * a) / (sigma * Constants.HUBBLE_DISTANCE_MPC_PER_H);
  }
}
