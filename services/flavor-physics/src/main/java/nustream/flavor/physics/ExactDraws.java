package nustream.flavor.physics;

import nustream.flavor.physics.random.CounterRandom;

/**
 * Weighted draws of the anarchy prior conditioned on the 3-sigma box, one at a time. Scratch of one
 * thread.
 *
 * <p>With {@code N = U^dagger Y = (1/v) sqrt(m) R^T sqrt(M)} and M_i = S mu_i the prior factorises
 * (measure of {@link CasasIbarra#logMeasure}, Gaussian in |Y|^2 = S k.m) into
 *
 * <pre>p(U, m, R, mu, S) ~ dU_Haar  prod_{i&lt;j}|m_i^2 - m_j^2| dm  S^8 exp(-S k.m) dS  p(R, mu),
 * k_j = sum_i mu_i |R_ij|^2 / v^2,</pre>
 *
 * with every Jacobian of R inside the last factor. So:
 *
 * <ol>
 *   <li>(R, mu) are taken from an unconditioned draw of the prior; their marginal density there is
 *       I(k) p(R, mu), I(k) = {@link SpectrumIntegral};
 *   <li>the splittings are drawn flat in the box, the lightest mass from a Lomax density of shape 8
 *       close to its conditional density, and the weight is prod|m_i^2 - m_j^2| / (m_b m_c)
 *       (k.m)^-9 / (I(k) density), which is bounded; m_b, m_c are the two heavier masses;
 *   <li>S is Gamma(9) / k.m, exactly;
 *   <li>U is drawn from d(s12^2) d(c13^4) d(s23^2) d delta d alpha21 d alpha31 inside the box,
 *       exactly.
 * </ol>
 */
final class ExactDraws {
  private static final double TURN = 2 * Math.PI;

  /** Independent real numbers of Y, halved: S^9 dS/S under the Gaussian. */
  private static final int SHAPE = 9;

  /** Largest scale of the lightest mass in the Lomax density, in units of the heaviest. */
  private static final double MAX_LIGHT_SCALE = 4;

  private final NufitTable table;
  private final Ordering ordering;
  private final ScaleFreeSeesaw seesaw;
  private final double spread;
  private final LightMass mass = new LightMass();
  private final FastSpectrum fast = new FastSpectrum();
  private final SpectrumIntegral integral = new SpectrumIntegral();
  private final MixingMatrix mixing = new MixingMatrix();
  private final CounterRandom rng = new CounterRandom(0, 0, 0);
  private final double[] x = new double[SeesawParameters.SIZE];

  /** U^dagger Y of the unconditioned draw, rows ascending in mass. */
  private final double[] nr = new double[9];

  private final double[] ni = new double[9];
  private final double[] k = new double[3];

  /** The light masses in eV, ascending. */
  private final double[] light = new double[3];

  /** The common right-handed scale in units of 10^15 GeV. */
  private double scale;

  ExactDraws(AnarchyPrior prior, NufitTable table) {
    this.table = table;
    ordering = table.ordering();
    seesaw = new ScaleFreeSeesaw(prior.decades());
    spread = prior.decades() / Math.sqrt(12);
  }

  /** Goes to the start of a stream. */
  void reset(long seed, long block) {
    rng.reset(seed, block, 0);
  }

  /** A uniform number of the stream. */
  double nextUniform() {
    return rng.nextUniform();
  }

  /** Makes one draw and returns its weight, &gt;= 0. */
  double next() {
    seesaw.drawPrior(rng, x, 0);
    mass.loadScaleFree(x, 0, spread);
    fast.compute(mass);
    projectYukawa();
    double weight = drawMasses();
    drawMixing();
    // Not a number only where the unconditioned draw has equal or vanishing masses to 16 digits.
    return weight < Double.POSITIVE_INFINITY ? weight : 0;
  }

  private void projectYukawa() {
    LightSpectrum s = fast.spectrum;
    for (int j = 0; j < 3; j++) {
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        double re = 0;
        double im = 0;
        for (int a = 0; a < 3; a++) {
          int u = 3 * a + j;
          int y = 3 * a + i;
          re += s.ur[u] * mass.yr[y] + s.ui[u] * mass.yi[y];
          im += s.ur[u] * mass.yi[y] - s.ui[u] * mass.yr[y];
        }
        nr[3 * j + i] = re;
        ni[3 * j + i] = im;
        sum += re * re + im * im;
      }
      k[j] = sum / s.mass[j];
    }
  }

  private double drawMasses() {
    double small = table.dm2_21().at(rng.nextUniform());
    double large = Math.abs(table.dm2_3l().at(rng.nextUniform()));
    double lower = ordering == Ordering.NO ? small : large - small;
    double massless = k[1] * Math.sqrt(lower) + k[2] * Math.sqrt(large);
    double lomax = 1 / (k[0] / massless + 1 / (MAX_LIGHT_SCALE * Math.sqrt(large)));
    double root = Math.pow(rng.nextUniform(), -1.0 / (SHAPE - 1));
    double m = lomax * (root - 1);
    light[0] = m;
    light[1] = Math.sqrt(m * m + lower);
    light[2] = Math.sqrt(m * m + large);
    double size = k[0] * light[0] + k[1] * light[1] + k[2] * light[2];
    double gamma = 1;
    for (int n = 0; n < SHAPE; n++) {
      gamma *= rng.nextUniform();
    }
    scale = -Math.log(gamma) / size;
    double product = lower * (large - lower) * large;
    double density = (SHAPE - 1) / lomax * power(1 / root);
    return product
        / (light[1] * light[2])
        * power(1 / size)
        / (integral.value(k[0], k[1], k[2]) * density);
  }

  /** v^9. */
  private static double power(double v) {
    double cube = v * v * v;
    return cube * cube * cube;
  }

  private void drawMixing() {
    Interval s13 = table.s13sq();
    double nearest = Math.pow(1 - s13.low3(), 2);
    double farthest = Math.pow(1 - s13.high3(), 2);
    mixing.set(
        table.s12sq().at(rng.nextUniform()),
        1 - Math.sqrt(farthest + (nearest - farthest) * rng.nextUniform()),
        table.s23sq().at(rng.nextUniform()),
        TURN * rng.nextUniform(),
        2 * TURN * rng.nextUniform(),
        2 * TURN * rng.nextUniform());
    for (int a = 0; a < 3; a++) {
      mixing.turnRow(a, TURN * rng.nextUniform());
    }
  }

  /** Writes the quantities of the draw in the order of {@link ExactQuantity}. */
  void readQuantities(double[] out, int offset) {
    double sum = 0;
    double beta = 0;
    double re = 0;
    double im = 0;
    for (int i = 0; i < 3; i++) {
      double m = light[ordering.ascending(i)];
      double ur = mixing.re[i];
      double ui = mixing.im[i];
      sum += m;
      beta += (ur * ur + ui * ui) * m * m;
      re += m * (ur * ur - ui * ui);
      im += m * 2 * ur * ui;
    }
    double a = logRightHanded(0);
    double b = logRightHanded(1);
    double c = logRightHanded(2);
    double low = Math.min(a, Math.min(b, c));
    double high = Math.max(a, Math.max(b, c));
    out[offset] = light[0];
    out[offset + 1] = sum;
    out[offset + 2] = Math.hypot(re, im);
    out[offset + 3] = Math.sqrt(beta);
    out[offset + 4] = Math.pow(10, low);
    out[offset + 5] = Math.pow(10, Math.max(Math.min(a, b), Math.min(Math.max(a, b), c)));
    out[offset + 6] = Math.pow(10, high);
  }

  private double logRightHanded(int i) {
    return LightMass.REFERENCE_LOG_MASS
        + Math.log10(scale)
        + spread * x[SeesawParameters.LOG_MASS + i];
  }

  /** Writes the 21 parameters of the draw: {@code Y_ai = sum_j U_aj sqrt(S m_j / m'_j) N_ji}. */
  void readParameters(double[] out, int offset) {
    for (int i = 0; i < 3; i++) {
      for (int a = 0; a < 3; a++) {
        double re = 0;
        double im = 0;
        for (int column = 0; column < 3; column++) {
          int j = ordering.ascending(column);
          int u = 3 * a + column;
          int n = 3 * j + i;
          double stretch = Math.sqrt(scale * light[j] / fast.spectrum.mass[j]);
          re += stretch * (mixing.re[u] * nr[n] - mixing.im[u] * ni[n]);
          im += stretch * (mixing.re[u] * ni[n] + mixing.im[u] * nr[n]);
        }
        int at = offset + SeesawParameters.yukawa(a, i);
        out[at] = re;
        out[at + 1] = im;
      }
      out[offset + SeesawParameters.LOG_MASS + i] = logRightHanded(i);
    }
  }
}
