package nustream.flavor.physics;

import nustream.flavor.physics.random.CounterRandom;

/**
 * Exact draws of the anarchy prior inside the 3-sigma box, one at a time. Scratch of one thread.
 *
 * <p>Under anarchy Y and W Y are equally likely for every unitary W. So U is Haar-distributed,
 * {@code d(s12^2) d(c13^4) d(s23^2) d delta d alpha21 d alpha31}, and independent of the masses and
 * of M. The masses come by rejection from the prior: the ratio of splittings from Y and the
 * relative M; |dm2_3l| log-flat, because the common right-handed scale is. U comes from its own law
 * inside the box, and the draw's own U_d is replaced by it: {@code Y -> U U_d^dagger Y}, then M is
 * scaled.
 */
final class ExactDraws {
  /** Numbers of {@link #readQuantities}. */
  static final int QUANTITIES = ExactQuantity.values().length;

  private static final double TURN = 2 * Math.PI;

  private final NufitTable table;
  private final Ordering ordering;
  private final ScaleFreeSeesaw seesaw;
  private final double spread;
  private final LightMass mass = new LightMass();
  private final CubicEigenvalues eigen = new CubicEigenvalues();
  private final FastSpectrum spectrum = new FastSpectrum();
  private final MixingMatrix mixing = new MixingMatrix();
  private final CounterRandom rng = new CounterRandom(0, 0, 0);
  private final double[] x = new double[SeesawParameters.SIZE];

  /** What multiplies the light masses of the draw to meet dm2_3l. */
  private double massScale;

  /** log10(M / GeV) of the coordinate 0. */
  private double centre;

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

  /** Makes one draw from the prior; false where its masses do not fit the data. */
  boolean next() {
    seesaw.drawPrior(rng, x, 0);
    mass.loadScaleFree(x, 0, spread);
    eigen.compute(mass.hr, mass.hi);
    Interval large = table.dm2_3l();
    double ratio = eigen.ratio(ordering);
    double from = Math.abs(large.low3());
    double dm2 = from * Math.exp(rng.nextUniform() * Math.log(Math.abs(large.high3()) / from));
    if (!table.dm2_21().contains(ratio * dm2)) {
      return false;
    }
    massScale = Math.sqrt(dm2 / (eigen.high - eigen.low));
    centre = LightMass.REFERENCE_LOG_MASS - Math.log10(massScale);
    drawMixing();
    spectrum.compute(mass);
    return true;
  }

  private void drawMixing() {
    Interval s13 = table.s13sq();
    double nearest = square(1 - s13.low3());
    double farthest = square(1 - s13.high3());
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

  private static double square(double v) {
    return v * v;
  }

  /** Writes the quantities of the accepted draw in the order of {@link ExactQuantity}. */
  void readQuantities(double[] out, int offset) {
    double sum = 0;
    double beta = 0;
    double re = 0;
    double im = 0;
    for (int i = 0; i < 3; i++) {
      double m = massScale * spectrum.spectrum.mass[ordering.ascending(i)];
      double ur = mixing.re[i];
      double ui = mixing.im[i];
      sum += m;
      beta += (ur * ur + ui * ui) * m * m;
      re += m * (ur * ur - ui * ui);
      im += m * 2 * ur * ui;
    }
    double a = rightHanded(0);
    double b = rightHanded(1);
    double c = rightHanded(2);
    double low = Math.min(a, Math.min(b, c));
    double high = Math.max(a, Math.max(b, c));
    out[offset] = massScale * spectrum.spectrum.mass[0];
    out[offset + 1] = sum;
    out[offset + 2] = Math.hypot(re, im);
    out[offset + 3] = Math.sqrt(beta);
    out[offset + 4] = Math.pow(10, low);
    out[offset + 5] = Math.pow(10, a + b + c - low - high);
    out[offset + 6] = Math.pow(10, high);
  }

  private double rightHanded(int i) {
    return centre + spread * x[SeesawParameters.LOG_MASS + i];
  }

  /** Writes the 21 parameters of the accepted draw. */
  void readParameters(double[] out, int offset) {
    LightSpectrum s = spectrum.spectrum;
    for (int k = 0; k < 3; k++) {
      for (int a = 0; a < 3; a++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < 3; i++) {
          int d = ordering.ascending(i);
          double nr = 0;
          double ni = 0;
          for (int b = 0; b < 3; b++) {
            int u = 3 * b + d;
            int y = 3 * b + k;
            nr += s.ur[u] * mass.yr[y] + s.ui[u] * mass.yi[y];
            ni += s.ur[u] * mass.yi[y] - s.ui[u] * mass.yr[y];
          }
          int t = 3 * a + i;
          re += mixing.re[t] * nr - mixing.im[t] * ni;
          im += mixing.re[t] * ni + mixing.im[t] * nr;
        }
        int at = offset + SeesawParameters.yukawa(a, k);
        out[at] = re;
        out[at + 1] = im;
      }
      out[offset + SeesawParameters.LOG_MASS + k] = rightHanded(k);
    }
  }
}
