package nustream.sampler.model;

import nustream.flavor.physics.Ordering;

/**
 * How the network is told what to aim at: six numbers.
 *
 * <p>The four labels (log10 dm2_21/|dm2_3l|, theta12, log10 sin^2 theta13, theta23; angles in
 * radians) minus a centre, over a width; +1 for normal and -1 for inverted ordering; and 1. A
 * dropped condition is six zeros. Centre and width are fixed: they stand near every release and
 * span the tempered training draws.
 */
public final class ConditionRow {
  /** Labels of one point. */
  public static final int LABELS = 4;

  /** Numbers in a row. */
  public static final int SIZE = LABELS + 2;

  private static final double[] CENTRE = {-1.525, 0.588, -1.655, 0.755};
  private static final double[] WIDTH = {0.4, 0.25, 0.4, 0.25};

  private ConditionRow() {}

  /** Writes the condition of one row. */
  public static void fill(
      double[] label, int labelOffset, Ordering ordering, float[] row, int offset) {
    for (int k = 0; k < LABELS; k++) {
      row[offset + k] = (float) standardised(label, labelOffset, k);
    }
    row[offset + LABELS] = ordering.sign();
    row[offset + LABELS + 1] = 1;
  }

  /** Writes the row of a dropped condition. */
  public static void drop(float[] row, int offset) {
    for (int k = 0; k < SIZE; k++) {
      row[offset + k] = 0;
    }
  }

  /** Label k in units of its width from its centre. */
  public static double standardised(double[] label, int offset, int k) {
    return (label[offset + k] - CENTRE[k]) / WIDTH[k];
  }
}
