package nustream.lensing.physics.background;

/** Physical constants (CODATA 2018; exact where the SI fixes them). SI units unless named. */
public final class Constants {
  /** Speed of light, m/s. */
  public static final double SPEED_OF_LIGHT = 2.99792458e8;

  /** c / (100 km/s/Mpc), in Mpc/h. */
  public static final double HUBBLE_DISTANCE_MPC_PER_H = 2997.92458;

  /** Boltzmann constant, J/K. */
  public static final double BOLTZMANN = 1.380649e-23;

  /** Boltzmann constant, eV/K. */
  public static final double BOLTZMANN_EV = 8.617333262e-5;

  /** Planck constant, J s. */
  public static final double PLANCK = 6.62607015e-34;

  /** Newton's constant, m^3/kg/s^2. */
  public static final double GRAVITATION = 6.6743e-11;

  /** Stefan-Boltzmann constant, W/m^2/K^4. */
  public static final double STEFAN_BOLTZMANN = 5.670374419e-8;

  /** Thomson cross section, m^2. */
  public static final double THOMSON = 6.6524587321e-29;

  /** Electron mass, kg. */
  public static final double ELECTRON_MASS = 9.1093837015e-31;

  /** Mass of a hydrogen atom, kg. */
  public static final double HYDROGEN_MASS = 1.673532838e-27;

  /** Mass of a helium-4 atom over four times that of hydrogen-1. */
  public static final double HELIUM_TO_FOUR_HYDROGEN = 4.00260325 / (4 * 1.00782503);

  /** Electron volt, J. */
  public static final double ELECTRON_VOLT = 1.602176634e-19;

  /** Megaparsec, m. */
  public static final double MEGAPARSEC = 3.0856775814913673e22;

  /** Critical density of h = 1, 3 (100 km/s/Mpc)^2 / (8 pi G), kg/m^3. */
  public static final double CRITICAL_DENSITY_H2 =
      3 * (1e5 / MEGAPARSEC) * (1e5 / MEGAPARSEC) / (8 * Math.PI * GRAVITATION);

  private Constants() {}
}
