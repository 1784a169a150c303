package nustream.flavor.physics;

/**
 * Takagi factorisation in double precision with an error bound, in about two microseconds.
 *
 * <p>U comes from the Hermitian H = m m^dagger, which squares the condition number, and is then
 * corrected once on m itself: {@code U^dagger m U^* = D + E} with real D gives {@code U -> U (1 +
 * X)}, {@code Re X_ij = Re E_ij / (m_j - m_i)}, {@code Im X_ij = Im E_ij / (m_j + m_i)} to first
 * order. What is left is the rounding of m, eps times kappa, where kappa = sum_i A_i |y_i|^2 / m_3
 * says how far terms of the seesaw cancel, over the distance of the masses. Where that is not good
 * enough {@link PreciseSpectrum} takes over. Scratch of one thread.
 */
final class FastSpectrum {
  /** Rounding of m and of the rotated m, in units of kappa * m_3: eight half-ulps. */
  private static final double ROUNDING = 0x1p-50;

  /** A first-order correction larger than this leaves a second-order error that matters. */
  private static final double MAX_CORRECTION = 1e-7;

  /** Good enough for a start: over the smallest r of interest 3e-9, whose square is what stays. */
  private static final double OFF_DIAGONAL = 1e-10;

  /** Below this trace of H (eV^2) squares may underflow. */
  private static final double MIN_TRACE = 1e-250;

  final LightSpectrum spectrum = new LightSpectrum();

  /** Bound of the relative error of the splittings and the absolute one of each sin^2. */
  double angleError;

  /** Bound of the error of the Majorana phases in radians. */
  double phaseError;

  /** Bound of the relative error of m_ee. */
  double meeError;

  private final HermitianJacobi eigen = new HermitianJacobi(OFF_DIAGONAL);
  private final double[] er = new double[9];
  private final double[] ei = new double[9];
  private final double[] tr = new double[9];
  private final double[] ti = new double[9];

  /** Factorises; bounds are infinite where this path cannot answer, NaN where m is not finite. */
  void compute(LightMass m) {
    spectrum.zeroMass = PreciseSpectrum.SEESAW_ZERO_MASS;
    eigen.decompose(m.hr, m.hi);
    project(m);
    absorbPhases();
    double correction = correct();
    double m1 = spectrum.mass[0];
    double m2 = spectrum.mass[1];
    double m3 = spectrum.mass[2];
    spectrum.lowerSplitting = (m2 - m1) * (m2 + m1);
    spectrum.upperSplitting = (m3 - m2) * (m3 + m2);
    spectrum.mee = Math.sqrt(m.mr[0] * m.mr[0] + m.mi[0] * m.mi[0]);
    double terms = 0;
    double electronTerms = 0;
    for (int i = 0; i < 3; i++) {
      double electron = m.weight[i] * squareY(m, i);
      electronTerms += electron;
      terms += electron + m.weight[i] * (squareY(m, 3 + i) + squareY(m, 6 + i));
    }
    double error = ROUNDING * Math.max(terms, m3);
    boolean trusted =
        correction < MAX_CORRECTION
            && m.hr[0] + m.hr[4] + m.hr[8] > MIN_TRACE
            && m1 <= m2
            && m2 <= m3;
    angleError = trusted ? error / Math.min(m2 - m1, m3 - m2) : Double.POSITIVE_INFINITY;
    phaseError = angleError + error / m1;
    meeError = ROUNDING * electronTerms / spectrum.mee;
  }

  private static double squareY(LightMass m, int k) {
    return m.yr[k] * m.yr[k] + m.yi[k] * m.yi[k];
  }

  /** E = U^dagger m U^*. */
  private void project(LightMass m) {
    double[] ur = eigen.ur;
    double[] ui = eigen.ui;
    for (int a = 0; a < 3; a++) {
      for (int j = 0; j < 3; j++) {
        double re = 0;
        double im = 0;
        for (int b = 0; b < 3; b++) {
          int p = 3 * a + b;
          int q = 3 * b + j;
          re += m.mr[p] * ur[q] + m.mi[p] * ui[q];
          im += m.mi[p] * ur[q] - m.mr[p] * ui[q];
        }
        tr[3 * a + j] = re;
        ti[3 * a + j] = im;
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        double re = 0;
        double im = 0;
        for (int a = 0; a < 3; a++) {
          int p = 3 * a + i;
          int q = 3 * a + j;
          re += ur[p] * tr[q] + ui[p] * ti[q];
          im += ur[p] * ti[q] - ui[p] * tr[q];
        }
        er[3 * i + j] = re;
        ei[3 * i + j] = im;
      }
    }
  }

  /** Multiplies column i of U by e^{i phi_i}, phi_i = arg(E_ii)/2, and E accordingly. */
  private void absorbPhases() {
    for (int i = 0; i < 3; i++) {
      int k = 4 * i;
      double size = Math.sqrt(er[k] * er[k] + ei[k] * ei[k]);
      spectrum.mass[i] = size;
      double zr = size > 0 ? er[k] / size : 1;
      double zi = size > 0 ? ei[k] / size : 0;
      double c;
      double s;
      if (zr >= 0) {
        c = Math.sqrt(0.5 * (1 + zr));
        s = zi / (2 * c);
      } else {
        s = Math.sqrt(0.5 * (1 - zr));
        c = zi / (2 * s);
      }
      for (int a = 0; a < 9; a += 3) {
        double re = eigen.ur[a + i];
        double im = eigen.ui[a + i];
        spectrum.ur[a + i] = re * c - im * s;
        spectrum.ui[a + i] = re * s + im * c;
      }
      for (int j = 0; j < 3; j++) {
        if (j != i) {
          int p = j < i ? 3 * j + i : 3 * i + j;
          double re = er[p];
          double im = ei[p];
          er[p] = re * c + im * s;
          ei[p] = im * c - re * s;
        }
      }
    }
  }

  /** U (1 + X); returns the largest element of X. */
  private double correct() {
    double largest = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = i + 1; j < 3; j++) {
        int k = 3 * i + j;
        double xr = er[k] / (spectrum.mass[j] - spectrum.mass[i]);
        double xi = ei[k] / (spectrum.mass[j] + spectrum.mass[i]);
        largest = Math.max(largest, Math.abs(xr) + Math.abs(xi));
        er[k] = xr;
        ei[k] = xi;
      }
    }
    System.arraycopy(spectrum.ur, 0, tr, 0, 9);
    System.arraycopy(spectrum.ui, 0, ti, 0, 9);
    for (int i = 0; i < 2; i++) {
      for (int j = i + 1; j < 3; j++) {
        int k = 3 * i + j;
        for (int a = 0; a < 9; a += 3) {
          int p = a + i;
          int q = a + j;
          spectrum.ur[q] += tr[p] * er[k] - ti[p] * ei[k];
          spectrum.ui[q] += tr[p] * ei[k] + ti[p] * er[k];
          spectrum.ur[p] -= tr[q] * er[k] + ti[q] * ei[k];
          spectrum.ui[p] -= ti[q] * er[k] - tr[q] * ei[k];
        }
      }
    }
    return largest;
  }
}
