package nustream.flavor.physics;

/**
 * Light mass matrix {@code m = v^2 Y M^-1 Y^T} in eV and {@code H = m m^dagger = U diag(m^2)
 * U^dagger}. Scratch of one thread; 3x3 matrices are row-major.
 */
final class LightMass {
  /** log10(M / GeV) that the scale-free coordinate 0 stands for. */
  static final double REFERENCE_LOG_MASS = 15;

  static final double LN10 = Math.log(10);
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double V_SQUARED =
      SeesawParameters.V_GEV * SeesawParameters.V_GEV * SeesawParameters.EV_PER_GEV;
  private static final double WEIGHT = V_SQUARED / 1e15;

  /** Y. */
  final double[] yr = new double[9];

  final double[] yi = new double[9];

  /** v^2 / M_i in eV. */
  final double[] weight = new double[3];

  final double[] mr = new double[9];
  final double[] mi = new double[9];
  final double[] hr = new double[9];
  final double[] hi = new double[9];

  /** Right-handed masses in GeV, in the order of the parameters; only after loadParameters. */
  final double[] rightHanded = new double[3];

  /** Reads scale-free coordinates; spread = decades per unit of x[18..20]. */
  void loadScaleFree(double[] x, int offset, double spread) {
    for (int k = 0; k < 9; k++) {
      yr[k] = x[offset + 2 * k] * SQRT_HALF;
      yi[k] = x[offset + 2 * k + 1] * SQRT_HALF;
    }
    for (int i = 0; i < 3; i++) {
      weight[i] = WEIGHT * Math.exp(-LN10 * spread * x[offset + SeesawParameters.LOG_MASS + i]);
    }
    computeMass();
    computeSquare();
  }

  /**
   * Reads physical parameters. Rounds alike on every machine: IEEE operations and StrictMath only.
   */
  void loadParameters(double[] parameters, int offset) {
    for (int k = 0; k < 9; k++) {
      yr[k] = parameters[offset + 2 * k];
      yi[k] = parameters[offset + 2 * k + 1];
    }
    for (int i = 0; i < 3; i++) {
      rightHanded[i] = PowerOfTen.of(parameters[offset + SeesawParameters.LOG_MASS + i]);
      weight[i] = V_SQUARED / rightHanded[i];
    }
    computeMass();
    computeSquare();
  }

  /** Whether every element of H is a finite number and one is not zero. */
  boolean isFinite() {
    double trace = hr[0] + hr[4] + hr[8];
    return trace > 0 && trace < Double.POSITIVE_INFINITY;
  }

  private void computeMass() {
    for (int a = 0; a < 3; a++) {
      for (int b = a; b < 3; b++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < 3; i++) {
          int p = 3 * a + i;
          int q = 3 * b + i;
          re += weight[i] * (yr[p] * yr[q] - yi[p] * yi[q]);
          im += weight[i] * (yr[p] * yi[q] + yi[p] * yr[q]);
        }
        mr[3 * a + b] = re;
        mr[3 * b + a] = re;
        mi[3 * a + b] = im;
        mi[3 * b + a] = im;
      }
    }
  }

  private void computeSquare() {
    for (int a = 0; a < 3; a++) {
      for (int b = a; b < 3; b++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < 3; k++) {
          int p = 3 * a + k;
          int q = 3 * b + k;
          re += mr[p] * mr[q] + mi[p] * mi[q];
          im += mi[p] * mr[q] - mr[p] * mi[q];
        }
        hr[3 * a + b] = re;
        hr[3 * b + a] = re;
        hi[3 * a + b] = a == b ? 0 : im;
        hi[3 * b + a] = a == b ? 0 : -im;
      }
    }
  }
}
