package nustream.lensing.physics.boltzmann;

/**
 * Runge-Kutta integration of order 5(4) with step control (Dormand and Prince 1980), last stage
 * reused as the first of the next step. Written out here because the general-purpose integrators of
 * Hipparchus take about twice as long for these equations (DESIGN.md of this package). Owned by one
 * thread.
 */
final class DormandPrince {
  private static final double SAFETY = 0.9;
  private static final double LARGEST_GROWTH = 5;
  private static final double LARGEST_SHRINK = 0.2;

  private final ModeEquations equations;
  private final double tolerance;
  private final double largestStep;
  private final double[] floors;
  private final int size;
  private final double[][] k = new double[7][];
  private double[] trial;
  private double step;
  private boolean firstStageKnown;
  private long evaluations;

  DormandPrince(ModeEquations equations, double tolerance, double firstStep, double largestStep) {
    this.equations = equations;
    this.tolerance = tolerance;
    this.largestStep = largestStep;
    step = firstStep;
    size = equations.size();
    floors = equations.errorFloors();
    for (int i = 0; i < k.length; i++) {
      k[i] = new double[size];
    }
    trial = new double[size];
  }

  /** To be called when the equations or the state were changed from outside. */
  void restart() {
    firstStageKnown = false;
  }

  long evaluations() {
    return evaluations;
  }

  /** Makes one accepted step from x, not beyond the end, and returns where it led. */
  double step(double x, double[] y, double end) {
    if (!firstStageKnown) {
      evaluate(x, y, k[0]);
      firstStageKnown = true;
    }
    while (true) {
      boolean last = x + step >= end;
      double h = last ? end - x : step;
      stages(x, y, h);
      double error = error(y, h);
      if (error <= 1) {
        System.arraycopy(trial, 0, y, 0, size);
        double[] swap = k[0];
        k[0] = k[6];
        k[6] = swap;
        double factor = SAFETY * Math.pow(error + 1e-10, -0.2);
        double proposal = h * Math.min(LARGEST_GROWTH, Math.max(LARGEST_SHRINK, factor));
        // A step cut short by the end says nothing against the longer one before it.
        step = Math.min(largestStep, last ? Math.max(step, proposal) : proposal);
        return last ? end : x + h;
      }
      step = h * Math.max(LARGEST_SHRINK, SAFETY * Math.pow(error, -0.25));
      if (!(step > 1e-14)) {
        throw new IllegalStateException(
            "integration step became " + step + " at ln a = " + x + ", error " + error);
      }
    }
  }

  private void evaluate(double x, double[] y, double[] slopes) {
    evaluations++;
    equations.slopes(x, y, slopes);
  }

  private void stages(double x, double[] y, double h) {
    double[] k1 = k[0];
    double[] k2 = k[1];
    double[] k3 = k[2];
    double[] k4 = k[3];
    double[] k5 = k[4];
    double[] k6 = k[5];
    double[] t = trial;
    for (int i = 0; i < size; i++) {
      t[i] = y[i] + h * (1.0 / 5) * k1[i];
    }
    evaluate(x + h / 5, t, k2);
    for (int i = 0; i < size; i++) {
      t[i] = y[i] + h * (3.0 / 40 * k1[i] + 9.0 / 40 * k2[i]);
    }
    evaluate(x + 0.3 * h, t, k3);
    for (int i = 0; i < size; i++) {
      t[i] = y[i] + h * (44.0 / 45 * k1[i] - 56.0 / 15 * k2[i] + 32.0 / 9 * k3[i]);
    }
    evaluate(x + 0.8 * h, t, k4);
    for (int i = 0; i < size; i++) {
      t[i] =
          y[i]
              + h
                  * (19372.0 / 6561 * k1[i]
                      - 25360.0 / 2187 * k2[i]
                      + 64448.0 / 6561 * k3[i]
                      - 212.0 / 729 * k4[i]);
    }
    evaluate(x + 8.0 / 9 * h, t, k5);
    for (int i = 0; i < size; i++) {
      t[i] =
          y[i]
              + h
                  * (9017.0 / 3168 * k1[i]
                      - 355.0 / 33 * k2[i]
                      + 46732.0 / 5247 * k3[i]
                      + 49.0 / 176 * k4[i]
                      - 5103.0 / 18656 * k5[i]);
    }
    evaluate(x + h, t, k6);
    for (int i = 0; i < size; i++) {
      t[i] =
          y[i]
              + h
                  * (35.0 / 384 * k1[i]
                      + 500.0 / 1113 * k3[i]
                      + 125.0 / 192 * k4[i]
                      - 2187.0 / 6784 * k5[i]
                      + 11.0 / 84 * k6[i]);
    }
    evaluate(x + h, t, k[6]);
  }

  /** Largest difference of the two orders over its allowance. */
  private double error(double[] y, double h) {
    double largest = 0;
    for (int i = 0; i < size; i++) {
      double difference =
          h
              * (71.0 / 57600 * k[0][i]
                  - 71.0 / 16695 * k[2][i]
                  + 71.0 / 1920 * k[3][i]
                  - 17253.0 / 339200 * k[4][i]
                  + 22.0 / 525 * k[5][i]
                  - 1.0 / 40 * k[6][i]);
      double relative = Math.abs(difference) / Math.max(Math.abs(y[i]), floors[i]);
      largest = Math.max(largest, relative);
    }
    return largest / tolerance;
  }
}
