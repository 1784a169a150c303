package nustream.lensing.physics.boltzmann;

import nustream.lensing.physics.background.Background;

/**
 * The homogeneous universe on a grid uniform in ln a, fine enough for linear interpolation
 * (relative error STEP^2/8 = 1.3e-7 for power laws), because the equations ask for it millions of
 * times.
 */
final class EpochTable {
  static final double FIRST = Math.log(2e-10);
  private static final double STEP = 1e-3;
  private static final int COLUMNS = 5;

  private final double[] rows;
  private final int size;

  EpochTable(Background background, ThermalHistory thermal) {
    size = (int) Math.ceil(-FIRST / STEP) + 2;
    rows = new double[size * COLUMNS];
    for (int i = 0; i < size; i++) {
      double x = FIRST + i * STEP;
      double a = Math.exp(x);
      rows[i * COLUMNS] = background.conformalTime(Math.min(1, a));
      rows[i * COLUMNS + 1] = background.conformalHubble(a);
      rows[i * COLUMNS + 2] = background.acceleration(a);
      rows[i * COLUMNS + 3] = thermal.opacity(x);
      rows[i * COLUMNS + 4] = thermal.soundSpeed2(x);
    }
  }

  void fill(double lnA, Epoch epoch) {
    double position = (lnA - FIRST) / STEP;
    int i = Math.max(0, Math.min(size - 2, (int) position));
    double t = position - i;
    double s = 1 - t;
    int low = i * COLUMNS;
    int high = low + COLUMNS;
    epoch.a = Math.exp(lnA);
    epoch.tau = s * rows[low] + t * rows[high];
    epoch.hubble = s * rows[low + 1] + t * rows[high + 1];
    epoch.acceleration = s * rows[low + 2] + t * rows[high + 2];
    epoch.opacity = s * rows[low + 3] + t * rows[high + 3];
    epoch.soundSpeed2 = s * rows[low + 4] + t * rows[high + 4];
  }
}
