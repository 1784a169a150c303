package nustream.lensing.physics.background;

import java.util.List;

/**
 * Expansion of a flat universe with photons, massless and massive neutrinos, cold matter and a
 * cosmological constant. Distances in Mpc (not Mpc/h), the Hubble rate over c in 1/Mpc.
 *
 * <p>Immutable and safe for use by several threads. Massive neutrinos enter with their exact
 * momentum integral (see {@link FermiDirac}), tabulated once per species.
 */
public final class Background {
  /** The earliest scale factor that is tabulated; before it radiation dominates to 3e-6. */
  static final double FIRST_SCALE_FACTOR = 1e-10;

  private final Cosmology cosmology;
  private final double hubble0;
  private final double omegaPhotons;
  private final double omegaMassless;
  private final double omegaBaryons;
  private final double omegaColdDarkMatter;
  private final double omegaNeutrinos;
  private final double omegaLambda;
  private final double neutrinoTemperatureEv;
  private final double omegaOneRelativistic;
  private final List<NeutrinoMasses.Species> massive;
  private final MassiveDensity[] densities;
  private final ConformalClock clock;

  public Background(Cosmology cosmology) {
    this.cosmology = cosmology;
    double h2 = cosmology.h() * cosmology.h();
    hubble0 = cosmology.hubblePerMpc();
    omegaPhotons = photonDensity(cosmology.temperatureCmbK()) / Constants.CRITICAL_DENSITY_H2 / h2;
    // T_nu/T_gamma = (4/11)^(1/3) (N_eff/3)^(1/4): N_eff is shared by three equal temperatures.
    double temperatureRatio =
        Math.cbrt(4.0 / 11) * Math.pow(cosmology.effectiveNeutrinos() / 3, 0.25);
    neutrinoTemperatureEv = temperatureRatio * cosmology.temperatureCmbK() * Constants.BOLTZMANN_EV;
    omegaOneRelativistic = 7.0 / 8 * Math.pow(temperatureRatio, 4) * omegaPhotons;
    NeutrinoMasses masses = NeutrinoMasses.of(cosmology.sumMassesEv(), cosmology.hierarchy());
    massive = masses.species();
    omegaMassless = masses.masslessCount() * omegaOneRelativistic;
    densities = new MassiveDensity[massive.size()];
    double neutrinos = 0;
    for (int i = 0; i < densities.length; i++) {
      densities[i] = new MassiveDensity(massive.get(i).massEv() / neutrinoTemperatureEv);
      neutrinos += massive.get(i).count() * omegaOneRelativistic * densities[i].energyRatio(1);
    }
    omegaNeutrinos = neutrinos;
    omegaBaryons = cosmology.omegaBaryonH2() / h2;
    omegaColdDarkMatter = cosmology.omegaMatter() - omegaBaryons - omegaNeutrinos;
    omegaLambda = 1 - cosmology.omegaMatter() - omegaPhotons - omegaMassless;
    clock = new ConformalClock(this);
  }

  /** Energy density of black-body photons as a mass density, 4 sigma T^4/c^3, in kg/m^3. */
  private static double photonDensity(double temperatureK) {
    return 4
        * Constants.STEFAN_BOLTZMANN
        * Math.pow(temperatureK, 4)
        / Math.pow(Constants.SPEED_OF_LIGHT, 3);
  }

  public Cosmology cosmology() {
    return cosmology;
  }

  /** Photons today, in units of the critical density. */
  public double omegaPhotons() {
    return omegaPhotons;
  }

  /** Massless neutrinos today, in units of the critical density. */
  public double omegaMasslessNeutrinos() {
    return omegaMassless;
  }

  /** What one neutrino would be today if it were massless, in units of the critical density. */
  public double omegaOneRelativisticNeutrino() {
    return omegaOneRelativistic;
  }

  /** Baryons today, in units of the critical density. */
  public double omegaBaryons() {
    return omegaBaryons;
  }

  /** Cold dark matter today, in units of the critical density. */
  public double omegaColdDarkMatter() {
    return omegaColdDarkMatter;
  }

  /** Massive neutrinos today, in units of the critical density. */
  public double omegaNeutrinos() {
    return omegaNeutrinos;
  }

  /** Cosmological constant in units of the critical density today. */
  public double omegaLambda() {
    return omegaLambda;
  }

  /** Massive neutrinos as a fraction of the matter today, f_nu = Omega_nu/Omega_m. */
  public double neutrinoFraction() {
    return omegaNeutrinos / cosmology.omegaMatter();
  }

  /** The distinct massive neutrino species. */
  public List<NeutrinoMasses.Species> massiveSpecies() {
    return massive;
  }

  /** rho_nu(a) a^4 of all massive neutrinos, in units of the critical density today. */
  public double massiveDensity(double a) {
    double sum = 0;
    for (int i = 0; i < densities.length; i++) {
      sum += massive.get(i).count() * omegaOneRelativistic * densities[i].energyRatio(a);
    }
    return sum;
  }

  /** Neutrino temperature today, k T_nu, in eV. */
  public double neutrinoTemperatureEv() {
    return neutrinoTemperatureEv;
  }

  /** H(a)/c in 1/Mpc. */
  public double hubble(double a) {
    return conformalHubble(a) / a;
  }

  /** Conformal Hubble rate a H(a)/c in 1/Mpc. */
  public double conformalHubble(double a) {
    return hubble0 * Math.sqrt(densityTimesA4(a)) / a;
  }

  /**
   * Second conformal time derivative of the scale factor over the scale factor, a''/a = H^2 + H',
   * in 1/Mpc^2 (Ma and Bertschinger 1995, eqs. 19 and 20).
   */
  public double acceleration(double a) {
    double pressure = (omegaPhotons + omegaMassless) / 3 - omegaLambda * a * a * a * a;
    for (int i = 0; i < densities.length; i++) {
      pressure += massive.get(i).count() * omegaOneRelativistic * densities[i].pressureRatio(a) / 3;
    }
    double scale = hubble0 * hubble0 / (a * a);
    return 0.5 * scale * (densityTimesA4(a) - 3 * pressure);
  }

  /** rho(a) a^4 in units of the critical density today. */
  private double densityTimesA4(double a) {
    return omegaPhotons
        + omegaMassless
        + (omegaBaryons + omegaColdDarkMatter) * a
        + omegaLambda * a * a * a * a
        + massiveDensity(a);
  }

  /** Conformal time since the big bang, in Mpc. */
  public double conformalTime(double a) {
    return clock.at(a);
  }

  /**
   * Comoving distance to redshift z in Mpc.
   *
   * @param z redshift, at least 0
   */
  public double comovingDistance(double z) {
    if (!(z >= 0)) {
      throw new IllegalArgumentException("redshift = " + z + " is not allowed: it must be >= 0");
    }
    return clock.at(1) - clock.at(1 / (1 + z));
  }

  /**
   * Redshift of a comoving distance, the inverse of {@link #comovingDistance}.
   *
   * @param distanceMpc comoving distance, at least 0 and below the horizon
   */
  public double redshiftAt(double distanceMpc) {
    double horizon = clock.at(1);
    if (!(distanceMpc >= 0 && distanceMpc < horizon)) {
      throw new IllegalArgumentException(
          "comoving distance = " + distanceMpc + " Mpc is not allowed: from 0 to " + horizon);
    }
    return 1 / clock.scaleFactorAt(horizon - distanceMpc) - 1;
  }
}
