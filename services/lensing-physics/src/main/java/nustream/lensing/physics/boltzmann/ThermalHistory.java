package nustream.lensing.physics.boltzmann;

import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Constants;
import nustream.lensing.physics.background.Cosmology;

/**
 * Ionisation, Thomson opacity and baryon sound speed against ln a: Saha equilibrium for helium and
 * early hydrogen, the Peebles atom after, Compton coupling of the temperatures (MB95 section 5.3).
 * Reionisation is left out: it changes the matter power by less than 1e-4.
 */
final class ThermalHistory {
  /** Everything is ionised before. */
  static final double FIRST = Math.log(1e-5);

  static final double STEP = 1e-3;
  static final int SIZE = (int) Math.ceil(-FIRST / STEP) + 1;

  /** Substeps of the Peebles equation per table step; 8 instead changes P(k) by less than 1e-6. */
  private static final int SUBSTEPS = 4;

  private static final double OUT_OF_EQUILIBRIUM_BELOW = 0.995;
  private static final double RADIATION_CONSTANT =
      4 * Constants.STEFAN_BOLTZMANN / Constants.SPEED_OF_LIGHT;

  private final Background background;
  private final double temperatureCmbK;
  private final double helium;
  private final double heliumPerHydrogen;
  private final double hydrogenToday;
  private final double[] electrons = new double[SIZE];
  private final double[] opacity = new double[SIZE];
  private final double[] soundSpeed2 = new double[SIZE];

  private double hydrogen = 1;
  private double matterK;

  ThermalHistory(Background background) {
    this.background = background;
    Cosmology cosmology = background.cosmology();
    temperatureCmbK = cosmology.temperatureCmbK();
    helium = HeliumAbundance.massFraction(cosmology);
    heliumPerHydrogen = helium / (4 * Constants.HELIUM_TO_FOUR_HYDROGEN * (1 - helium));
    hydrogenToday =
        (1 - helium)
            * cosmology.omegaBaryonH2()
            * Constants.CRITICAL_DENSITY_H2
            / Constants.HYDROGEN_MASS;
    fill();
  }

  private void fill() {
    SahaEquilibrium saha = new SahaEquilibrium(heliumPerHydrogen);
    boolean equilibrium = true;
    for (int i = 0; i < SIZE; i++) {
      double x = FIRST + i * STEP;
      double a = Math.exp(x);
      double photonsK = temperatureCmbK / a;
      double density = hydrogenToday / (a * a * a);
      double total;
      if (equilibrium) {
        total = saha.electrons(photonsK, density, Double.NaN);
        hydrogen = saha.ionisedHydrogen(photonsK, density, total);
        matterK = photonsK;
        equilibrium = hydrogen > OUT_OF_EQUILIBRIUM_BELOW;
      } else {
        for (int s = 0; s < SUBSTEPS; s++) {
          advance(x - STEP + s * STEP / SUBSTEPS, STEP / SUBSTEPS);
        }
        total = saha.electrons(matterK, density, hydrogen);
      }
      electrons[i] = total;
      opacity[i] = total * hydrogenToday / (a * a) * Constants.THOMSON * Constants.MEGAPARSEC;
      double meanMass = Constants.HYDROGEN_MASS / (1 - helium + helium / 4 + (1 - helium) * total);
      double temperatureSlope = equilibrium ? -1 : -2 + coupling(a) * (photonsK / matterK - 1);
      // MB95 eq. (68): c_s^2 = (k T/mu) (1 - dlnT/dlna / 3), in units of c^2
      soundSpeed2[i] =
          Constants.BOLTZMANN
              * matterK
              / (meanMass * Constants.SPEED_OF_LIGHT * Constants.SPEED_OF_LIGHT)
              * (1 - temperatureSlope / 3);
    }
  }

  /** Trapezoidal step of the Peebles equation, implicit step of the matter temperature. */
  private void advance(double x, double step) {
    double before = Math.exp(x);
    double after = Math.exp(x + step);
    double coupling = coupling(after);
    double nextK =
        (matterK + step * coupling * temperatureCmbK / after) / (1 + step * (2 + coupling));
    double old = slope(hydrogen, before, matterK);
    double next = hydrogen;
    // Newton's method from the old value: the third correction is below 1e-13.
    for (int i = 0; i < 3; i++) {
      double here = slope(next, after, nextK);
      double shift = 1e-6 * next;
      double derivative = (slope(next + shift, after, nextK) - here) / shift;
      double residual = next - hydrogen - 0.5 * step * (old + here);
      next -= residual / (1 - 0.5 * step * derivative);
    }
    hydrogen = next;
    matterK = nextK;
  }

  private double slope(double fraction, double a, double temperatureK) {
    return PeeblesAtom.slope(
        fraction, temperatureK, hydrogenToday / (a * a * a), hubblePerSecond(a));
  }

  private double hubblePerSecond(double a) {
    return background.hubble(a) * Constants.SPEED_OF_LIGHT / Constants.MEGAPARSEC;
  }

  /** Compton rate over the expansion rate: dT_m/dln a = -2 T_m + coupling (T_r - T_m). */
  private double coupling(double a) {
    double photonsK = temperatureCmbK / a;
    return 8.0
        / 3
        * Constants.THOMSON
        * RADIATION_CONSTANT
        * Math.pow(photonsK, 4)
        / (Constants.ELECTRON_MASS * Constants.SPEED_OF_LIGHT)
        * hydrogen
        / (1 + heliumPerHydrogen + hydrogen)
        / hubblePerSecond(a);
  }

  /** Free electrons per hydrogen nucleus. */
  double electrons(double lnA) {
    return interpolate(electrons, lnA);
  }

  /** Conformal opacity a n_e sigma_T, in 1/Mpc. */
  double opacity(double lnA) {
    return lnA < FIRST ? opacity[0] * Math.exp(2 * (FIRST - lnA)) : interpolate(opacity, lnA);
  }

  /** Squared sound speed of the baryons in units of c^2. */
  double soundSpeed2(double lnA) {
    return lnA < FIRST ? soundSpeed2[0] * Math.exp(FIRST - lnA) : interpolate(soundSpeed2, lnA);
  }

  private static double interpolate(double[] table, double lnA) {
    double position = Math.max(0, (lnA - FIRST) / STEP);
    int i = Math.min(SIZE - 2, (int) position);
    return table[i] + (position - i) * (table[i + 1] - table[i]);
  }
}
