package nustream.lensing.physics.lightcone;

import nustream.lensing.physics.background.Background;

/**
 * Growth of cold matter beside smooth neutrinos and radiation, for kicks and drifts that are exact
 * for linear growth at any step (FastPM, Feng et al. 2016). D grows by
 *
 * <pre>
 * dD/dln a = G/(a^2 E),   dG/dln a = (3/2) Omega_cb D/(a E),   G = a^3 E dD/da,   E = H/H0,
 * </pre>
 *
 * from D = 1 + (3/2) a/a_eq in the radiation era. A mode that moves as x = D psi has the momentum
 * a^3 E dx/da = G psi. Tabulated once; immutable.
 */
final class StepGrowth {
  private static final double FIRST = Math.log(1e-6);
  private static final int INTERVALS = 8192;
  private static final double STEP = -FIRST / INTERVALS;

  private final Background background;
  private final double omegaCold;
  private final double hubble0;
  private final double[] lnGrowth = new double[INTERVALS + 1];
  private final double[] lnMomentum = new double[INTERVALS + 1];

  StepGrowth(Background background, double omegaCold) {
    this.background = background;
    this.omegaCold = omegaCold;
    hubble0 = background.cosmology().hubblePerMpc();
    double a = Math.exp(FIRST);
    double equality = a * a * a * a * Math.pow(expansion(a), 2) / omegaCold;
    double growth = 1 + 1.5 * a / equality;
    double momentum = a * a * expansion(a) * 1.5 * a / equality;
    for (int i = 0; i <= INTERVALS; i++) {
      lnGrowth[i] = Math.log(growth);
      lnMomentum[i] = Math.log(momentum);
      // Fourth-order Runge-Kutta step.
      double middle = Math.exp(FIRST + (i + 0.5) * STEP);
      double end = Math.exp(FIRST + (i + 1) * STEP);
      double d1 = momentum * perMomentum(a);
      double g1 = growth * perGrowth(a);
      double d2 = (momentum + g1 * STEP / 2) * perMomentum(middle);
      double g2 = (growth + d1 * STEP / 2) * perGrowth(middle);
      double d3 = (momentum + g2 * STEP / 2) * perMomentum(middle);
      double g3 = (growth + d2 * STEP / 2) * perGrowth(middle);
      double d4 = (momentum + g3 * STEP) * perMomentum(end);
      double g4 = (growth + d3 * STEP) * perGrowth(end);
      growth += STEP / 6 * (d1 + 2 * d2 + 2 * d3 + d4);
      momentum += STEP / 6 * (g1 + 2 * g2 + 2 * g3 + g4);
      a = end;
    }
  }

  private double perMomentum(double a) {
    return 1 / (a * a * expansion(a));
  }

  private double perGrowth(double a) {
    return 1.5 * omegaCold / (a * expansion(a));
  }

  /** E(a) = H/H0. */
  double expansion(double a) {
    return background.hubble(a) / hubble0;
  }

  /** D(a). */
  double growth(double a) {
    return Math.exp(interpolate(lnGrowth, a));
  }

  /** G(a) = a^3 E dD/da. */
  double momentum(double a) {
    return Math.exp(interpolate(lnMomentum, a));
  }

  /** f = dln D/dln a. */
  double rate(double a) {
    return momentum(a) / growth(a) * perMomentum(a);
  }

  /**
   * Change of momentum over minus the gradient of the potential at time {@code at}, from one time
   * to another: [G(to) - G(from)]/D(at).
   */
  float kick(double from, double at, double to) {
    return (float) ((momentum(to) - momentum(from)) / growth(at));
  }

  /** Change of position over the momentum at time {@code at}: [D(to) - D(from)]/G(at). */
  float drift(double from, double at, double to) {
    return (float) ((growth(to) - growth(from)) / momentum(at));
  }

  private static double interpolate(double[] table, double a) {
    double position = (Math.log(a) - FIRST) / STEP;
    int i = Math.max(0, Math.min(INTERVALS - 1, (int) position));
    double t = position - i;
    return (1 - t) * table[i] + t * table[i + 1];
  }
}
