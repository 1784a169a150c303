package nustream.lensing.physics.background;

/**
 * Energy density and pressure of one massive neutrino species against the scale factor, as ratios
 * to a massless neutrino, tabulated once.
 *
 * <p>Four-point interpolation on a grid uniform in ln y with step 1/40; the functions change over a
 * decade in y, and the error is below 1e-8.
 */
final class MassiveDensity {
  private static final double LN_FIRST = Math.log(1e-4);
  private static final double LN_LAST = Math.log(1e6);
  private static final double STEP = 1.0 / 40;
  private static final int SIZE = (int) Math.ceil((LN_LAST - LN_FIRST) / STEP) + 1;
  private static final double[] ENERGY = new double[SIZE];
  private static final double[] PRESSURE = new double[SIZE];

  static {
    // Stored without their power-law rise and fall, so that the table is nearly constant at both
    // ends: energy ~ sqrt(1 + y^2), pressure ~ 1/sqrt(1 + y^2).
    for (int i = 0; i < SIZE; i++) {
      double y = Math.exp(LN_FIRST + i * STEP);
      double root = Math.sqrt(1 + y * y);
      ENERGY[i] = FermiDirac.energyRatio(y) / root;
      PRESSURE[i] = FermiDirac.pressureRatio(y) * root;
    }
  }

  private final double massOverTemperatureToday;

  MassiveDensity(double massOverTemperatureToday) {
    this.massOverTemperatureToday = massOverTemperatureToday;
  }

  double energyRatio(double a) {
    double y = massOverTemperatureToday * a;
    return y < 1e-4 ? 1 : interpolate(ENERGY, y) * Math.sqrt(1 + y * y);
  }

  double pressureRatio(double a) {
    double y = massOverTemperatureToday * a;
    return y < 1e-4 ? 1 : interpolate(PRESSURE, y) / Math.sqrt(1 + y * y);
  }

  private static double interpolate(double[] table, double y) {
    double position = (Math.log(y) - LN_FIRST) / STEP;
    int i = Math.max(1, Math.min(SIZE - 3, (int) position));
    double t = position - i;
    // Lagrange polynomial through the points i-1, i, i+1, i+2.
    return -t * (t - 1) * (t - 2) / 6 * table[i - 1]
        + (t + 1) * (t - 1) * (t - 2) / 2 * table[i]
        - (t + 1) * t * (t - 2) / 2 * table[i + 1]
        + (t + 1) * t * (t - 1) / 6 * table[i + 2];
  }
}
