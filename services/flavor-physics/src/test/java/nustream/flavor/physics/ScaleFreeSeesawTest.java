package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleFreeSeesawTest {
  private static final int SIZE = SeesawParameters.SIZE;

  private final ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(1);

  /**
   * J n = r for a minimum-norm step, so the derivative of the labels along n, taken from the
   * labels' own code by central differences, must be the residuals. Truncation h^2 |n|^2 and
   * rounding 1e-10/h give about 1e-5; 99 % of the draws are held to 1e-4 (close to degenerate
   * masses third derivatives explode).
   */
  @ParameterizedTest
  @EnumSource(Ordering.class)
  void newtonDirectionRemovesResidualsToFirstOrder(Ordering ordering) {
    double[] x = new double[SIZE];
    double[] moved = new double[SIZE];
    double[] label = new double[4];
    double[] target = new double[4];
    double[] n = new double[SIZE];
    double[] r = new double[4];
    int tried = 0;
    int good = 0;
    for (int k = 0; tried < 1000; k++) {
      CounterRandom rng = new CounterRandom(11, 0, k);
      seesaw.drawPrior(rng, x, 0);
      if (!seesaw.labels(x, 0, ordering, label, 0)) {
        continue;
      }
      for (int i = 0; i < 4; i++) {
        target[i] = label[i] + 0.1 * (rng.nextUniform() - 0.5);
      }
      target[2] = Math.min(target[2], -0.01);
      assertTrue(seesaw.newton(x, 0, ordering, target, 0, n, 0, r, 0));
      assertEquals(target[0] - label[0], r[0], 1e-8);
      assertEquals(target[1] - label[1], r[1], 1e-8);
      assertEquals(theta13(target) - theta13(label), r[2], 1e-8);
      assertEquals(target[3] - label[3], r[3], 1e-8);
      double[][] ends = new double[2][4];
      boolean both = true;
      double h = 1e-4;
      for (int end = 0; end < 2; end++) {
        for (int d = 0; d < SIZE; d++) {
          moved[d] = x[d] + (end == 0 ? -h : h) * n[d];
        }
        both &= seesaw.labels(moved, 0, ordering, ends[end], 0);
      }
      if (!both) {
        continue;
      }
      tried++;
      double worst = 0;
      for (int i = 0; i < 4; i++) {
        double slope = i == 2 ? theta13(ends[1]) - theta13(ends[0]) : ends[1][i] - ends[0][i];
        worst = Math.max(worst, Math.abs(slope / (2 * h) - r[i]));
      }
      good += worst < 1e-4 ? 1 : 0;
    }
    assertTrue(good >= 990, "within tolerance " + good + " of " + tried);
  }

  /**
   * Every column of J against central differences: the step is in the row space of J, so it is
   * minimal.
   */
  @ParameterizedTest
  @EnumSource(Ordering.class)
  void newtonDirectionIsTheShortest(Ordering ordering) {
    double[] x = new double[SIZE];
    double[] label = new double[4];
    double[] target = new double[4];
    double[] n = new double[SIZE];
    double[] r = new double[4];
    double[] plus = new double[4];
    double[] minus = new double[4];
    int tried = 0;
    for (int k = 0; tried < 50; k++) {
      CounterRandom rng = new CounterRandom(12, 0, k);
      seesaw.drawPrior(rng, x, 0);
      if (!seesaw.labels(x, 0, ordering, label, 0) || label[0] < -2.5) {
        continue;
      }
      tried++;
      System.arraycopy(label, 0, target, 0, 4);
      target[1] += 0.1;
      target[3] -= 0.05;
      assertTrue(seesaw.newton(x, 0, ordering, target, 0, n, 0, r, 0));
      double[][] jacobian = new double[4][SIZE];
      double h = 1e-6;
      for (int d = 0; d < SIZE; d++) {
        double keep = x[d];
        x[d] = keep + h;
        assertTrue(seesaw.labels(x, 0, ordering, plus, 0));
        x[d] = keep - h;
        assertTrue(seesaw.labels(x, 0, ordering, minus, 0));
        x[d] = keep;
        for (int i = 0; i < 4; i++) {
          double change = i == 2 ? theta13(plus) - theta13(minus) : plus[i] - minus[i];
          jacobian[i][d] = change / (2 * h);
        }
      }
      double[] inRowSpace = LeastSquares.projectOnRows(jacobian, n);
      double size = 0;
      double left = 0;
      for (int d = 0; d < SIZE; d++) {
        size += n[d] * n[d];
        left += Math.pow(n[d] - inRowSpace[d], 2);
      }
      assertTrue(Math.sqrt(left / size) < 1e-4, "draw " + k + ": " + Math.sqrt(left / size));
    }
  }

  @ParameterizedTest
  @EnumSource(Ordering.class)
  void augmentationKeepsLabels(Ordering ordering) {
    double[] x = new double[SIZE];
    double[] before = new double[4];
    double[] after = new double[4];
    int tried = 0;
    for (int k = 0; tried < 300; k++) {
      CounterRandom rng = new CounterRandom(13, 0, k);
      seesaw.drawPrior(rng, x, 0);
      if (!seesaw.labels(x, 0, ordering, before, 0)) {
        continue;
      }
      tried++;
      seesaw.augment(rng, x, 0);
      seesaw.recentre(rng, x, 0);
      for (int d = SeesawParameters.LOG_MASS; d < SIZE; d++) {
        assertTrue(Math.abs(x[d]) <= Math.sqrt(3) + 1e-12);
      }
      assertTrue(seesaw.labels(x, 0, ordering, after, 0));
      for (int i = 0; i < 4; i++) {
        assertEquals(before[i], after[i], 1e-7);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Ordering.class)
  void parametersRoundTrip(Ordering ordering) {
    double dm2 = ordering == Ordering.NO ? 2.5e-3 : -2.4e-3;
    double[] x = new double[SIZE];
    double[] parameters = new double[SIZE];
    double[] again = new double[SIZE];
    for (int k = 0; k < 100; k++) {
      seesaw.drawPrior(new CounterRandom(14, 0, k), x, 0);
      seesaw.toParameters(x, 0, ordering, dm2, parameters, 0);
      seesaw.fromParameters(parameters, 0, x, 0);
      seesaw.toParameters(x, 0, ordering, dm2, again, 0);
      for (int d = 0; d < SIZE; d++) {
        assertEquals(parameters[d], again[d], 1e-13 * Math.abs(parameters[d]) + 1e-15);
      }
    }
  }

  @Test
  void degenerateMassesHaveNoMassCoordinate() {
    ScaleFreeSeesaw degenerate = new ScaleFreeSeesaw(0);
    double[] x = new double[SIZE];
    double[] p = new double[SIZE];
    degenerate.drawPrior(new CounterRandom(15, 0, 0), x, 0);
    degenerate.toParameters(x, 0, Ordering.NO, 2.5e-3, p, 0);
    assertEquals(0, x[18]);
    assertEquals(p[18], p[19]);
    assertEquals(p[18], p[20]);
  }

  @Test
  void refusesWhatItCannotMean() {
    double[] x = new double[SIZE];
    double[] label = {-1.5, 0.6, -1.6, 0.7};
    double[] direction = new double[SIZE];
    double[] residual = new double[4];
    direction[3] = 1;
    residual[2] = 1;
    assertFalse(seesaw.newton(x, 0, Ordering.NO, label, 0, direction, 0, residual, 0));
    assertEquals(0, direction[3]);
    assertEquals(0, residual[2]);
    assertFalse(seesaw.labels(x, 0, Ordering.NO, label, 0));
    x[0] = Double.NaN;
    assertFalse(seesaw.newton(x, 0, Ordering.NO, label, 0, direction, 0, residual, 0));
    assertThrows(IllegalArgumentException.class, () -> new ScaleFreeSeesaw(-1));
    assertThrows(
        IllegalArgumentException.class,
        () -> seesaw.toParameters(x, 0, Ordering.IO, 2.5e-3, direction, 0));
  }

  private static double theta13(double[] label) {
    return Math.asin(Math.sqrt(Math.pow(10, label[2])));
  }
}
