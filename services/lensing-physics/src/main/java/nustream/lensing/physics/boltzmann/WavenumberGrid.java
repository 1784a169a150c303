package nustream.lensing.physics.boltzmann;

import java.util.ArrayList;
import java.util.List;
import nustream.lensing.physics.background.Cosmology;

/**
 * Wavenumbers at which transfer functions are tabulated: as few as a cubic spline of ln delta
 * needs. Evenly spaced where baryon acoustic oscillations are, eight to a period, and
 * logarithmically elsewhere. The cost of a mode is proportional to k, so that the last decade takes
 * most of the time.
 */
public final class WavenumberGrid {
  /** Largest wavenumber solved, h/Mpc; the transfer function is extrapolated beyond. */
  static final double LAST_H_PER_MPC = 10;

  private static final double FIRST_PER_MPC = 3e-5;
  private static final double STEP_LARGE_SCALES = 0.2;
  private static final double STEP_SMALL_SCALES = 0.3;
  private static final double POINTS_PER_OSCILLATION = 8;

  /** Oscillations have decayed below 0.3 % of P beyond this many sound horizons. */
  private static final double OSCILLATIONS_END = 45;

  private WavenumberGrid() {}

  /** Increasing wavenumbers in 1/Mpc. */
  public static double[] of(Cosmology cosmology) {
    double matter = cosmology.omegaMatter() * cosmology.h() * cosmology.h();
    // Eisenstein and Hu (1998), eq. (26)
    double soundHorizon =
        44.5
            * Math.log(9.83 / matter)
            / Math.sqrt(1 + 10 * Math.pow(cosmology.omegaBaryonH2(), 0.75));
    double oscillation = 2 * Math.PI / (POINTS_PER_OSCILLATION * soundHorizon);
    double end = OSCILLATIONS_END / soundHorizon;
    double last = LAST_H_PER_MPC * cosmology.h();
    List<Double> points = new ArrayList<>();
    double k = FIRST_PER_MPC;
    while (k < last * Math.exp(-0.5 * STEP_SMALL_SCALES)) {
      points.add(k);
      double growing = k < end ? 1 : Math.pow(k / end, 3);
      double largest = k < end ? STEP_LARGE_SCALES : STEP_SMALL_SCALES;
      k += Math.min(largest * k, oscillation * growing);
    }
    points.add(last);
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
