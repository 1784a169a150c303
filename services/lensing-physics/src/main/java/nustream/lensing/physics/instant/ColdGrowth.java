package nustream.lensing.physics.instant;

import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.boltzmann.TransferTable;
import nustream.lensing.physics.linear.NeutrinoResponse;

/**
 * Growth of cold dark matter and baryons whose free-streaming neutrinos follow by linear response,
 *
 * <pre>
 * delta'' + (2 + dln H/dln a) delta' = (3/2) Omega_cb(a) F(k, a) delta,   ' = d/dln a,
 * </pre>
 *
 * F the neutrinos' share in the source ({@link NeutrinoResponse#factor}), H with photons and
 * neutrinos. Starts with the growing solution delta ~ a^g of constant coefficients. Immutable.
 */
final class ColdGrowth {
  /** Runge-Kutta steps before the first time of a table, and between two times; good to 1e-6. */
  private static final int STEPS_BEFORE = 32;

  private static final int STEPS_BETWEEN = 4;

  private final double today;
  private final NeutrinoResponse response;
  private final double[] times = TransferTable.lnScaleFactors();

  /** At the ends and the middles of the steps: a, 2 + dln H/dln a, and (3/2) Omega_cb(a). */
  private final double[] scaleFactor;

  private final double[] friction;
  private final double[] source;

  /**
   * @param startScaleFactor in the matter era, before the first time of a table
   */
  ColdGrowth(Background background, double startScaleFactor) {
    today = 1 - background.neutrinoFraction();
    response = new NeutrinoResponse(background);
    double hubble0 = background.cosmology().hubblePerMpc();
    int steps = STEPS_BEFORE + (times.length - 1) * STEPS_BETWEEN;
    scaleFactor = new double[2 * steps + 1];
    friction = new double[2 * steps + 1];
    source = new double[2 * steps + 1];
    int i = 0;
    double x = Math.log(startScaleFactor);
    for (int time = 0; time < times.length; time++) {
      for (int half = 0; half < 2 * steps(time); half++) {
        scaleFactor[i++] = Math.exp(x + half * step(x, time) / 2);
      }
      x = times[time];
    }
    scaleFactor[i] = 1;
    for (i = 0; i < scaleFactor.length; i++) {
      double a = scaleFactor[i];
      double rate = background.conformalHubble(a);
      // a''/a = (aH)^2 (2 + dln H/dln a), in conformal time
      friction[i] = background.acceleration(a) / (rate * rate);
      source[i] = 1.5 * response.omegaCold() * hubble0 * hubble0 / (a * rate * rate);
    }
  }

  private static int steps(int time) {
    return time == 0 ? STEPS_BEFORE : STEPS_BETWEEN;
  }

  private double step(double from, int time) {
    return (times[time] - from) / steps(time);
  }

  /**
   * delta of cold dark matter and baryons at the times of a table, 1 at the start.
   *
   * @param k in h/Mpc
   */
  double[] cold(double k) {
    double[] found = new double[times.length];
    double x = Math.log(scaleFactor[0]);
    double pull = pull(k, 0);
    double y = 1;
    // g > 0 of g^2 + friction g - pull = 0
    double slope = 0.5 * (-friction[0] + Math.sqrt(friction[0] * friction[0] + 4 * pull));
    int i = 0;
    for (int time = 0; time < times.length; time++) {
      double h = step(x, time);
      for (int step = 0; step < steps(time); step++, i += 2) {
        double middle = pull(k, i + 1);
        double end = pull(k, i + 2);
        // Fourth-order Runge-Kutta for (y, y').
        double a1 = pull * y - friction[i] * slope;
        double v2 = slope + h / 2 * a1;
        double a2 = middle * (y + h / 2 * slope) - friction[i + 1] * v2;
        double v3 = slope + h / 2 * a2;
        double a3 = middle * (y + h / 2 * v2) - friction[i + 1] * v3;
        double v4 = slope + h * a3;
        double a4 = end * (y + h * v3) - friction[i + 2] * v4;
        y += h / 6 * (slope + 2 * v2 + 2 * v3 + v4);
        slope += h / 6 * (a1 + 2 * a2 + 2 * a3 + a4);
        pull = end;
      }
      x = times[time];
      found[time] = y;
    }
    return found;
  }

  private double pull(double k, int i) {
    return source[i] * response.factor(k, scaleFactor[i]);
  }

  /** delta of all matter over that of the cold, at a time. */
  double totalToCold(double k, double a) {
    return response.factor(k, a) * today;
  }
}
