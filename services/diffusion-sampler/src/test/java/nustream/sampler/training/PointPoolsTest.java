package nustream.sampler.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.random.CounterRandom;
import nustream.sampler.model.ConditionRow;
import nustream.sampler.model.DenoiserNetwork;
import nustream.sampler.model.Variant;
import org.junit.jupiter.api.Test;

class PointPoolsTest {
  private static final TrainingSettings SETTINGS =
      new TrainingSettings(
          new DenoiserNetwork(Variant.PLAIN, 16, 1),
          1,
          5,
          8,
          1e-3,
          0.9,
          new BatchMixture(0.1, 0, 0, 0.1),
          0.6,
          512,
          256,
          1);

  private final double[] x = new double[DenoiserNetwork.POINT];
  private final double[] label = new double[ConditionRow.LABELS];

  @Test
  void poolsOfAStepDoNotDependOnWhereTrainingStarted() {
    PointPools advanced = new PointPools(SETTINGS, 0);
    advanced.advanceTo(100);
    advanced.advanceTo(5_000);
    PointPools started = new PointPools(SETTINGS, 5_000);
    double[] other = new double[DenoiserNetwork.POINT];
    for (Ordering ordering : Ordering.values()) {
      for (int slot = 0; slot < started.of(ordering).size(); slot++) {
        advanced.of(ordering).get(slot, x, label);
        started.of(ordering).get(slot, other, label);
        assertArrayEquals(x, other);
      }
    }
  }

  @Test
  void pooledPointsHaveTheirLabelsNearTheData() {
    PointPools pools = new PointPools(SETTINGS, 0);
    ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(1);
    double[] found = new double[ConditionRow.LABELS];
    for (Ordering ordering : Ordering.values()) {
      double squares = 0;
      PointPool pool = pools.of(ordering);
      for (int slot = 0; slot < pool.size(); slot++) {
        pool.get(slot, x, label);
        assertTrue(seesaw.labels(x, 0, ordering, found, 0));
        assertArrayEquals(label, found, 1e-4); // x is kept in single precision
        squares += Math.pow(ConditionRow.standardised(label, 0, 2), 2);
      }
      // Label 2 is l = log10 s13^2, whose prior density goes as s13^2 = e^(0.4 ln 10 z) in units of
      // its width: a normal of width 0.6 times it has mean 0.36 x 0.92 = 0.33, mean square 0.47.
      // Four standard errors of 256 points are 0.17.
      assertEquals(0.47, squares / pool.size(), 0.17);
    }
  }

  @Test
  void aRotationKeepsTheMassesAndTurnsTheAngles() {
    ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(1);
    LeftRotation rotation = new LeftRotation();
    CounterRandom random = new CounterRandom(1, 0, 0);
    double[] before = new double[ConditionRow.LABELS];
    int n = 4_000;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      do {
        seesaw.drawPrior(random, x, 0);
      } while (!seesaw.labels(x, 0, Ordering.NO, before, 0));
      rotation.apply(random, x);
      assertTrue(seesaw.labels(x, 0, Ordering.NO, label, 0));
      assertEquals(before[0], label[0], 1e-7);
      sum += Math.pow(Math.sin(label[3]), 2);
    }
    // Haar: sin^2 theta23 is uniform, mean 1/2 with a deviation of 0.289 / sqrt(n).
    assertEquals(0.5, sum / n, 4 * 0.289 / Math.sqrt(n));
  }
}
