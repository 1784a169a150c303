package nustream.sampler.model;

import java.util.Arrays;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.ScaleFreeSeesaw;

/**
 * Writes the rows that the network reads, and translates its velocities: 21 noisy numbers x_t, the
 * condition ({@link ConditionRow}), and for the informed variant what the seesaw says at y = alpha
 * x_t, the mean of x_0 given x_t under a standard normal prior:
 *
 * <ul>
 *   <li>21 numbers: the Newton direction n = J^T (J J^T)^-1 (c - O(y)) over sigma, its norm cut at
 *       4. For little noise x_0 given x_t and c is normal around y + n with variance sigma^2, so n
 *       / sigma is of order one; it has four degrees of freedom, which exceed a norm of 4 with
 *       probability 0.003.
 *   <li>4 numbers: tanh of the residuals c - O(y) over 0.5.
 * </ul>
 *
 * Both are zero where the condition is dropped, or where y has no direction. The informed variant
 * sees points, directions and velocities in the {@link CanonicalFrame} of x_t; the plain one sees
 * them as they are. Holds scratch: one per thread.
 */
public final class RowWriter {
  private static final double LONGEST_STEP = 4;
  private static final double RESIDUAL_SCALE = 0.5;

  private final Variant variant;
  private final ScaleFreeSeesaw seesaw;
  private final double[] mean = new double[DenoiserNetwork.POINT];
  private final double[] direction = new double[DenoiserNetwork.POINT];
  private final double[] residual = new double[ConditionRow.LABELS];
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
      Arrays.fill(rows, from, from + direction.length + residual.length, 0);
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
    // Where there is no direction both come back as zeros, which is what the network shall see.
    boolean found = seesaw.newton(mean, 0, ordering, label, labelOffset, direction, 0, residual, 0);
    double scale =
        found ? 1 / (level.sigma() * Math.max(1, norm() / level.sigma() / LONGEST_STEP)) : 0;
    for (int d = 0; d < direction.length; d++) {
      direction[d] *= scale;
    }
    frame.enter(direction, 0, rows, offset + DenoiserNetwork.NEWTON);
    int to = offset + DenoiserNetwork.NEWTON + direction.length;
    for (double part : residual) {
      rows[to++] = (float) Math.tanh(part / RESIDUAL_SCALE);
    }
  }

  private double norm() {
    double sum = 0;
    for (double component : direction) {
      sum += component * component;
    }
    return Math.sqrt(sum);
  }
}
