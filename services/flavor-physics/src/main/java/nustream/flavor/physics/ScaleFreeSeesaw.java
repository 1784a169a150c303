package nustream.flavor.physics;

import java.util.Arrays;
import nustream.flavor.physics.random.CounterRandom;

/**
 * The seesaw in 21 standardised coordinates without the overall scale, as a generator works with
 * it.
 *
 * <p>Coordinates: {@code x[2(3a+i)], x[2(3a+i)+1] = sqrt(2) (Re, Im) Y_ai}, of unit variance under
 * the anarchy prior; {@code x[18+i] = (log10 M_i - centre) / s} with {@code s = decades /
 * sqrt(12)}, of unit variance where the masses are log-flat over that many decades. The common
 * right-handed scale drops out of the mixing angles and of the ratio of the splittings; {@link
 * #toParameters} sets it so that dm2_3l is met. With {@code decades = 0} the masses are degenerate:
 * x[18..20] are drawn as 0 and have no effect.
 *
 * <p>Labels: {@code {log10 r, theta12, log10 s13^2, theta23}}, angles in radians, r =
 * dm2_21/|dm2_3l|.
 *
 * <p>Holds its scratch and allocates nothing per call: one instance per thread.
 */
public final class ScaleFreeSeesaw {
  /** Numbers per label. */
  public static final int LABEL_SIZE = 4;

  /** Floor of s13^2 in the label log10 s13^2. */
  public static final double MIN_S13SQ = 1e-8;

  private static final double SQRT2 = Math.sqrt(2);
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double SQRT12 = Math.sqrt(12);

  /** Column permutations of three right-handed neutrinos. */
  private static final int[][] PERMUTATIONS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  private final double decades;
  private final double spread;
  private final LightMass mass = new LightMass();
  private final HermitianJacobi eigen = new HermitianJacobi(HermitianJacobi.FULL);
  private final NewtonDirection newton = new NewtonDirection(mass, eigen);
  private final PhaseAverage phases = new PhaseAverage();
  private final FastLabels fastLabels = new FastLabels();
  private final double[] before = new double[SeesawParameters.SIZE];

  /**
   * Makes the scratch of one thread.
   *
   * @param decades width of the log-flat distribution of the three masses, &gt;= 0 and finite
   */
  public ScaleFreeSeesaw(double decades) {
    if (!(decades >= 0 && decades <= 20)) {
      throw new IllegalArgumentException("decades = " + decades + ", allowed 0 to 20");
    }
    this.decades = decades;
    spread = decades / SQRT12;
  }

  /** Width of the log-flat distribution of the right-handed masses. */
  public double decades() {
    return decades;
  }

  /** Draws x from the anarchy prior: Y complex normal, masses log-flat over the decades. */
  public void drawPrior(CounterRandom rng, double[] x, int offset) {
    for (int k = 0; k < SeesawParameters.LOG_MASS; k++) {
      x[offset + k] = rng.nextGaussian();
    }
    for (int i = SeesawParameters.LOG_MASS; i < SeesawParameters.SIZE; i++) {
      x[offset + i] = decades == 0 ? 0 : (rng.nextUniform() - 0.5) * SQRT12;
    }
  }

  /**
   * Replaces x by an equivalent point: a random permutation and random signs of the right-handed
   * neutrinos, random phases of the lepton doublets and, every other time, CP conjugation. Labels
   * stay the same and the anarchy prior is invariant.
   */
  public void augment(CounterRandom rng, double[] x, int offset) {
    System.arraycopy(x, offset, before, 0, SeesawParameters.SIZE);
    int[] permutation = PERMUTATIONS[rng.nextInt(PERMUTATIONS.length)];
    double cp = rng.nextBoolean() ? 1 : -1;
    int signs = rng.nextInt(8);
    for (int a = 0; a < 3; a++) {
      double phase = 2 * Math.PI * rng.nextUniform();
      double c = Math.cos(phase);
      double s = Math.sin(phase);
      for (int i = 0; i < 3; i++) {
        double sign = (signs >> i & 1) == 0 ? 1 : -1;
        int from = SeesawParameters.yukawa(a, permutation[i]);
        double re = before[from] * sign;
        double im = before[from + 1] * sign * cp;
        int to = offset + SeesawParameters.yukawa(a, i);
        x[to] = re * c - im * s;
        x[to + 1] = re * s + im * c;
      }
    }
    for (int i = 0; i < 3; i++) {
      int at = SeesawParameters.LOG_MASS + i;
      x[offset + at] = before[SeesawParameters.LOG_MASS + permutation[i]];
    }
  }

  /**
   * Labels of x by the fast path (no eigenvectors).
   *
   * @return false, and the label untouched, where x does not have the ordering (r &gt; 1/2, so that
   *     the other pair of masses is the close one), r &lt; 1e-6, or x gives no finite label
   */
  public boolean labels(
      double[] x, int xOffset, Ordering ordering, double[] label, int labelOffset) {
    mass.loadScaleFree(x, xOffset, spread);
    return fastLabels.compute(mass, ordering, label, labelOffset);
  }

  /**
   * Newton direction from x towards a target label, {@code n = J^T (J J^T)^-1 r}: the shortest step
   * that removes the residuals to first order. J is the analytic 4 x 21 Jacobian.
   *
   * <p>Residuals r = target - label of {log10 r, theta12, theta13, theta23}: the third is in the
   * angle, in radians, while targetLabel holds log10 s13^2. Points of either ordering have a
   * direction.
   *
   * @param direction receives 21 numbers
   * @param residual receives 4 numbers
   * @return false, and zeros in both, where J J^T is singular or a number is not finite
   */
  public boolean newton(
      double[] x,
      int xOffset,
      Ordering ordering,
      double[] targetLabel,
      int targetOffset,
      double[] direction,
      int directionOffset,
      double[] residual,
      int residualOffset) {
    mass.loadScaleFree(x, xOffset, spread);
    eigen.decompose(mass.hr, mass.hi);
    boolean regular =
        newton.compute(ordering, spread, targetLabel, targetOffset, residual, residualOffset)
            && newton.direction(direction, directionOffset);
    if (!regular) {
      Arrays.fill(direction, directionOffset, directionOffset + SeesawParameters.SIZE, 0);
      Arrays.fill(residual, residualOffset, residualOffset + LABEL_SIZE, 0);
    }
    return regular;
  }

  /**
   * What surrounds the point that {@link #newton} was asked about last, if it gave a direction
   * there.
   */
  public void slopes(Ordering ordering, SeesawSlopes slopes) {
    newton.slopes(ordering, spread, slopes);
  }

  /**
   * The mean of x given a noisy view of it, over the phases that no label sees.
   *
   * <p>With m = U diag(d) U^T, the points U diag(e^{i phi_1}, e^{i phi_2}, e^{i phi_3}) U^dagger Y
   * have the light masses and the |U_ai| of Y and other Majorana phases, and the anarchy prior is
   * invariant. Given noisy = alpha x + sigma eps, eps ~ N(0, 1), each phi_i is von Mises
   * distributed on its own: with N = U^dagger Y, T = U^dagger Y_noisy and s_i = sum_k conj(T_ik)
   * N_ik in the coordinates of x, its concentration is kappa_i = alpha |s_i|/sigma^2 and the mean
   * of e^{i phi_i} is conj(s_i)/|s_i| I_1(kappa_i)/I_0(kappa_i) (Mardia and Jupp, Directional
   * Statistics, section 3.5.4).
   *
   * @param mean receives 21 numbers; x itself where m has no regular decomposition
   */
  public void meanOverPhases(
      double[] x, double[] noisy, double alpha, double sigma, double[] mean) {
    mass.loadScaleFree(x, 0, spread);
    eigen.decompose(mass.hr, mass.hi);
    System.arraycopy(x, 0, mean, 0, SeesawParameters.SIZE);
    if (mass.isFinite()) {
      phases.average(eigen, x, noisy, alpha / (sigma * sigma), mean);
    }
  }

  /**
   * Physical parameters of x, with the common right-handed scale such that dm2_3l is exact.
   *
   * @param dm2_3l in eV^2: dm2_31 &gt; 0 (NO) or dm2_32 &lt; 0 (IO)
   * @param parameters receives 21 numbers in the layout of {@link SeesawParameters}; not finite
   *     where x is not finite or has no splitting
   */
  public void toParameters(
      double[] x,
      int xOffset,
      Ordering ordering,
      double dm2_3l,
      double[] parameters,
      int parametersOffset) {
    if (!(ordering.sign() * dm2_3l > 0)) {
      throw new IllegalArgumentException(
          "dm2_3l = " + dm2_3l + " eV^2, allowed > 0 for NO and < 0 for IO, ordering " + ordering);
    }
    mass.loadScaleFree(x, xOffset, spread);
    eigen.decompose(mass.hr, mass.hi);
    double atReference = eigen.value[2] - eigen.value[0];
    double centre = LightMass.REFERENCE_LOG_MASS + 0.5 * Math.log10(atReference / Math.abs(dm2_3l));
    for (int k = 0; k < SeesawParameters.LOG_MASS; k++) {
      parameters[parametersOffset + k] = x[xOffset + k] * SQRT_HALF;
    }
    for (int i = SeesawParameters.LOG_MASS; i < SeesawParameters.SIZE; i++) {
      parameters[parametersOffset + i] = centre + spread * x[xOffset + i];
    }
  }

  /**
   * Inverse of {@link #toParameters} up to the common scale, which is dropped: x[18..20] are
   * centred on the middle between the smallest and the largest mass. {@link #recentre} draws
   * another centre.
   */
  public void fromParameters(double[] parameters, int parametersOffset, double[] x, int xOffset) {
    for (int k = 0; k < SeesawParameters.LOG_MASS; k++) {
      x[xOffset + k] = parameters[parametersOffset + k] * SQRT2;
    }
    int from = parametersOffset + SeesawParameters.LOG_MASS;
    double low = Math.min(parameters[from], Math.min(parameters[from + 1], parameters[from + 2]));
    double high = Math.max(parameters[from], Math.max(parameters[from + 1], parameters[from + 2]));
    for (int i = 0; i < 3; i++) {
      x[xOffset + SeesawParameters.LOG_MASS + i] =
          decades == 0 ? 0 : (parameters[from + i] - 0.5 * (low + high)) / spread;
    }
  }

  /**
   * Moves x[18..20] by a common random shift, uniform over all that keep them inside the prior: the
   * conditional distribution of the centre given the differences. Labels stay the same. Without
   * effect where they span more than the prior's decades.
   */
  public void recentre(CounterRandom rng, double[] x, int offset) {
    int from = offset + SeesawParameters.LOG_MASS;
    double low = Math.min(x[from], Math.min(x[from + 1], x[from + 2]));
    double high = Math.max(x[from], Math.max(x[from + 1], x[from + 2]));
    double room = SQRT12 - (high - low);
    double place = rng.nextUniform();
    if (decades == 0 || !(room > 0)) {
      return;
    }
    double shift = -0.5 * SQRT12 - low + room * place;
    for (int i = 0; i < 3; i++) {
      x[from + i] += shift;
    }
  }
}
