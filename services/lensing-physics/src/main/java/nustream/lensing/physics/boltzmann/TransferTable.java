package nustream.lensing.physics.boltzmann;

/**
 * Linear density contrasts against wavenumber and time, for a primordial curvature perturbation of
 * 1. Independent of the primordial amplitude and index. Immutable.
 */
public final class TransferTable {
  /** Times: uniform in ln a from z = 99 to today. */
  static final int TIMES = 48;

  static final double FIRST_LN_A = -Math.log(100);
  static final double TIME_STEP = -FIRST_LN_A / (TIMES - 1);

  private final double[] wavenumbers;
  private final double[][] total;
  private final double[][] cold;

  /**
   * A table of contrasts at the times of {@link #lnScaleFactors}; the arrays are not copied.
   *
   * @param wavenumbers increasing, 1/Mpc
   * @param total contrast of all matter, [time][wavenumber], positive
   * @param cold contrast of cold dark matter and baryons, [time][wavenumber], positive
   */
  public TransferTable(double[] wavenumbers, double[][] total, double[][] cold) {
    this.wavenumbers = wavenumbers;
    this.total = total;
    this.cold = cold;
  }

  static double lnA(int time) {
    return time == TIMES - 1 ? 0 : FIRST_LN_A + time * TIME_STEP;
  }

  /** The times of a table, ln a, from z = 99 to today. */
  public static double[] lnScaleFactors() {
    double[] times = new double[TIMES];
    for (int time = 0; time < TIMES; time++) {
      times[time] = lnA(time);
    }
    return times;
  }

  /** Largest redshift of the table. */
  public static double largestRedshift() {
    return Math.exp(-FIRST_LN_A) - 1;
  }

  /** Wavenumbers in 1/Mpc, increasing. */
  public double[] wavenumbers() {
    return wavenumbers.clone();
  }

  /** |delta| of all matter, massive neutrinos included, at each wavenumber. */
  public double[] total(double redshift) {
    return interpolate(total, redshift);
  }

  /** |delta| of cold dark matter and baryons at each wavenumber. */
  public double[] cold(double redshift) {
    return interpolate(cold, redshift);
  }

  double[][] totalRows() {
    return total;
  }

  double[][] coldRows() {
    return cold;
  }

  /** Third-order polynomial in ln a through ln(delta); its error is below 1e-6. */
  private double[] interpolate(double[][] rows, double redshift) {
    if (!(redshift >= 0 && redshift <= largestRedshift() * (1 + 1e-12))) {
      throw new IllegalArgumentException(
          "redshift = " + redshift + " is not allowed: from 0 to " + largestRedshift());
    }
    double position = (-Math.log1p(redshift) - FIRST_LN_A) / TIME_STEP;
    int i = Math.max(1, Math.min(TIMES - 3, (int) position));
    double t = position - i;
    double[] weights = {
      -t * (t - 1) * (t - 2) / 6,
      (t + 1) * (t - 1) * (t - 2) / 2,
      -(t + 1) * t * (t - 2) / 2,
      (t + 1) * t * (t - 1) / 6
    };
    double[] result = new double[wavenumbers.length];
    for (int k = 0; k < result.length; k++) {
      double sum = 0;
      for (int j = 0; j < 4; j++) {
        sum += weights[j] * Math.log(rows[i - 1 + j][k]);
      }
      result[k] = Math.exp(sum);
    }
    return result;
  }
}
