package nustream.sampler.model;

import java.util.Arrays;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.SeesawSlopes;

/**
 * Writes the rows that the network reads, and translates its velocities: 21 noisy numbers x_t, the
 * condition ({@link ConditionRow}), and for the informed variant what the seesaw says at y = alpha
 * x_t, the mean of x_0 given x_t under a standard normal prior:
 *
 * <ul>
 *   <li>7 x 21 numbers: vectors that go to the answer through a gate each ({@link
 *       DenoiserNetwork}). First the Newton direction n = J^T (J J^T)^-1 (c - O(y)) over sigma, its
 *       norm cut at 4. For little noise x_0 given x_t and c is normal around y + n with variance
 *       sigma^2, so n / sigma is of order one; it has four degrees of freedom, which exceed a norm
 *       of 4 with probability 0.003. Then six unit vectors, the gradients of {@link SeesawSlopes},
 *       that of alpha21 times -sin(alpha21), which leads to larger cos(alpha21) and does not change
 *       with CP.
 *   <li>4 numbers: tanh of the residuals c - O(y) over 0.5.
 *   <li>4 numbers: the residuals whitened, L^-1 (c - O(y)) over sigma with J J^T = L L^T, cut as n.
 *   <li>7 numbers: the logarithms of sigma times the lengths of the six gradients, and of |n| over
 *       sigma, cut at +-6 and divided by 6.
 *   <li>4 numbers: ln(m_1/m_3)/6 and ln(m_2/m_3)/6 with masses ascending, not below -1;
 *       cos(alpha21) and sin(alpha21), the latter of the frame's CP.
 * </ul>
 *
 * All are zero where the condition is dropped, or where y has no direction. The informed variant
 * sees points, vectors and velocities in the {@link CanonicalFrame} of x_t; the plain one sees them
 * as they are. Holds scratch: one per thread.
 */
public final class RowWriter {
  private static final double LONGEST_STEP = 4;
  private static final double RESIDUAL_SCALE = 0.5;

  private static final double LOG_RANGE = 6;

  /** Numbers of the informed variant that are not vectors. */
  private static final int SCALARS = 2 * ConditionRow.LABELS + SeesawSlopes.COUNT + 5;

  /** Numbers that only rows of the informed variant hold. */
  static final int PHYSICS = DenoiserNetwork.VECTORS * DenoiserNetwork.POINT + SCALARS;

  private final Variant variant;
  private final ScaleFreeSeesaw seesaw;
  private final double[] mean = new double[DenoiserNetwork.POINT];
  private final double[] direction = new double[DenoiserNetwork.POINT];
  private final double[] residual = new double[ConditionRow.LABELS];
  private final double[] slope = new double[DenoiserNetwork.POINT];
  private final SeesawSlopes slopes = new SeesawSlopes();
  private final CanonicalFrame frame = new CanonicalFrame();

  public RowWriter(Variant variant, ScaleFreeSeesaw seesaw) {
    this.variant = variant;
    this.seesaw = seesaw;
  }

  /** Writes a conditioned row; x and label are read, and the row written, from their offsets on. */
  public void fill(
      double[] x,
      int xOffset,
      NoiseLevel level,
      Ordering ordering,
      double[] label,
      int labelOffset,
      float[] rows,
      int offset) {
    point(x, xOffset, rows, offset);
    ConditionRow.fill(label, labelOffset, ordering, rows, offset + DenoiserNetwork.POINT);
    if (variant == Variant.INFORMED) {
      physics(x, xOffset, level, ordering, label, labelOffset, rows, offset);
    }
  }

  /** Writes a row whose condition is dropped. */
  public void fillDropped(double[] x, int xOffset, float[] rows, int offset) {
    point(x, xOffset, rows, offset);
    ConditionRow.drop(rows, offset + DenoiserNetwork.POINT);
    if (variant == Variant.INFORMED) {
      int from = offset + DenoiserNetwork.NEWTON;
      Arrays.fill(rows, from, from + PHYSICS, 0);
    }
  }

  /** Writes the velocity that the network shall answer at a point. */
  public void enterVelocity(
      double[] x, int xOffset, double[] velocity, float[] answer, int offset) {
    choose(x, xOffset);
    frame.enter(velocity, 0, answer, offset);
  }

  /** Reads the velocity that the network answered at a point. */
  public void leaveVelocity(
      double[] x, int xOffset, float[] answer, int offset, double[] velocity) {
    choose(x, xOffset);
    frame.leave(answer, offset, velocity, 0);
  }

  private void choose(double[] x, int xOffset) {
    if (variant == Variant.INFORMED) {
      frame.choose(x, xOffset);
    }
  }

  private void point(double[] x, int xOffset, float[] rows, int offset) {
    choose(x, xOffset);
    frame.enter(x, xOffset, rows, offset);
  }

  private void physics(
      double[] x,
      int xOffset,
      NoiseLevel level,
      Ordering ordering,
      double[] label,
      int labelOffset,
      float[] rows,
      int offset) {
    for (int d = 0; d < mean.length; d++) {
      mean[d] = level.alpha() * x[xOffset + d];
    }
    int to = offset + DenoiserNetwork.NEWTON;
    if (!seesaw.newton(mean, 0, ordering, label, labelOffset, direction, 0, residual, 0)) {
      Arrays.fill(rows, to, to + PHYSICS, 0);
      return;
    }
    seesaw.slopes(ordering, slopes);
    double length = norm(slopes.whitened);
    double scale = 1 / (level.sigma() * Math.max(1, length / level.sigma() / LONGEST_STEP));
    for (int d = 0; d < direction.length; d++) {
      direction[d] *= scale;
    }
    frame.enter(direction, 0, rows, to);
    to += direction.length;
    for (int k = 0; k < SeesawSlopes.COUNT; k++) {
      // Towards larger cos(alpha21), so that the sign of alpha21, which CP turns, drops out.
      double factor = k == SeesawSlopes.ALPHA21 ? -slopes.sinAlpha21 : 1;
      for (int d = 0; d < slope.length; d++) {
        slope[d] = factor * slopes.directions[k * slope.length + d];
      }
      frame.enter(slope, 0, rows, to);
      to += slope.length;
    }
    for (double part : residual) {
      rows[to++] = (float) Math.tanh(part / RESIDUAL_SCALE);
    }
    for (double part : slopes.whitened) {
      rows[to++] = (float) (part * scale);
    }
    for (double slopeLength : slopes.lengths) {
      rows[to++] = logarithm(level.sigma() * slopeLength);
    }
    rows[to++] = logarithm(length / level.sigma());
    rows[to++] = (float) Math.max(-1, slopes.logMassRatios[0] / LOG_RANGE);
    rows[to++] = (float) Math.max(-1, slopes.logMassRatios[1] / LOG_RANGE);
    rows[to++] = (float) slopes.cosAlpha21;
    rows[to++] = (float) (slopes.sinAlpha21 * frame.conjugation());
  }

  private static float logarithm(double positive) {
    return (float) (Math.max(-LOG_RANGE, Math.min(LOG_RANGE, Math.log(positive))) / LOG_RANGE);
  }

  private static double norm(double[] vector) {
    double sum = 0;
    for (double component : vector) {
      sum += component * component;
    }
    return Math.sqrt(sum);
  }
}
