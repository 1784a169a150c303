package nustream.sampler.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.SeesawSlopes;
import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final int NEWTON = DenoiserNetwork.POINT + ConditionRow.SIZE;
  private static final int SCALARS = NEWTON + DenoiserNetwork.VECTORS * DenoiserNetwork.POINT;
  private static final int WIDTH = new DenoiserNetwork(Variant.INFORMED, 8, 1).inputs();

  private final ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(1);
  private final RowWriter writer = new RowWriter(Variant.INFORMED, seesaw);
  private final NoiseLevel level = NoiseLevel.ofLogRatio(-3);
  private final double[] x = new double[DenoiserNetwork.POINT];
  private final double[] label = new double[ConditionRow.LABELS];
  private final float[] row = new float[WIDTH];

  @BeforeEach
  void drawPoint() {
    CounterRandom random = new CounterRandom(4, 0, 0);
    do {
      seesaw.drawPrior(random, x, 0);
    } while (!seesaw.labels(x, 0, Ordering.NO, label, 0));
  }

  private double[] noiseless() {
    double[] scaled = x.clone();
    for (int d = 0; d < scaled.length; d++) {
      scaled[d] /= level.alpha();
    }
    return scaled;
  }

  @Test
  void aPointOnItsTargetHasNoDirection() {
    writer.fill(noiseless(), 0, level, Ordering.NO, label, 0, row, 0);
    for (int d = 0; d < DenoiserNetwork.POINT; d++) {
      assertEquals(0, row[NEWTON + d], 1e-6);
    }
    for (int k = SCALARS; k < SCALARS + 2 * ConditionRow.LABELS; k++) {
      assertEquals(0, row[k], 1e-6); // residuals and whitened residuals
    }
    assertEquals(1, row[DenoiserNetwork.POINT + ConditionRow.SIZE - 1]);
  }

  @Test
  void theDirectionIsLimitedAndLeadsToTheTarget() {
    double[] target = label.clone();
    target[1] += 1e-4;
    writer.fill(noiseless(), 0, level, Ordering.NO, target, 0, row, 0);
    double[] step = new double[DenoiserNetwork.POINT];
    float[] direction = new float[DenoiserNetwork.POINT];
    System.arraycopy(row, NEWTON, direction, 0, direction.length);
    writer.leaveVelocity(noiseless(), 0, direction, 0, step);
    double[] moved = x.clone();
    for (int d = 0; d < moved.length; d++) {
      moved[d] += level.sigma() * step[d];
    }
    double[] reached = new double[ConditionRow.LABELS];
    assertTrue(seesaw.labels(moved, 0, Ordering.NO, reached, 0));
    // The seesaw is linear over so small a step up to its square, 1e-8 times the curvature.
    assertEquals(target[1], reached[1], 1e-6);
    assertEquals(target[0], reached[0], 1e-6);

    target[1] += 0.5;
    writer.fill(noiseless(), 0, level, Ordering.NO, target, 0, row, 0);
    double squares = 0;
    for (int d = 0; d < DenoiserNetwork.POINT; d++) {
      squares += row[NEWTON + d] * row[NEWTON + d];
    }
    assertTrue(Math.sqrt(squares) < 4.0001, "norm " + Math.sqrt(squares));
  }

  @Test
  void gradientsAreUnitVectorsButForThatOfAlpha21() {
    writer.fill(x, 0, level, Ordering.NO, label, 0, row, 0);
    double sinAlpha21 = row[WIDTH - 1];
    for (int k = 0; k < SeesawSlopes.COUNT; k++) {
      double squares = 0;
      for (int d = 0; d < DenoiserNetwork.POINT; d++) {
        double component = row[NEWTON + (1 + k) * DenoiserNetwork.POINT + d];
        squares += component * component;
      }
      double length = k == SeesawSlopes.ALPHA21 ? Math.abs(sinAlpha21) : 1;
      assertEquals(length, Math.sqrt(squares), 1e-5, "gradient " + k);
    }
  }

  /** The row is that of the point in its frame, so equivalent points have the same. */
  @Test
  void equivalentPointsHaveTheSameRow() {
    double[] target = label.clone();
    target[1] += 0.01;
    writer.fill(x, 0, level, Ordering.NO, target, 0, row, 0);
    CounterRandom random = new CounterRandom(5, 0, 0);
    for (int k = 0; k < 20; k++) {
      seesaw.augment(random, x, 0);
      float[] other = new float[WIDTH];
      writer.fill(x, 0, level, Ordering.NO, target, 0, other, 0);
      // Directions over sigma = 0.05 carry the rounding of the eigenvectors.
      assertArrayEquals(row, other, 1e-4f);
    }
  }

  @Test
  void aDroppedConditionShowsNothingButThePoint() {
    writer.fill(x, 0, level, Ordering.NO, label, 0, row, 0);
    writer.fillDropped(x, 0, row, 0);
    for (int k = DenoiserNetwork.POINT; k < WIDTH; k++) {
      assertEquals(0, row[k]);
    }
  }
}
