package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeesawSlopesTest {
  private static final int SIZE = SeesawParameters.SIZE;
  private static final double STEP = 1e-5;

  private final ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(1);
  private final SeesawSlopes slopes = new SeesawSlopes();
  private final double[] x = new double[SIZE];
  private final double[] label = new double[ScaleFreeSeesaw.LABEL_SIZE];
  private final double[] direction = new double[SIZE];
  private final double[] residual = new double[ScaleFreeSeesaw.LABEL_SIZE];

  private void ask(int draw, Ordering ordering) {
    for (int k = 0; ; k++) {
      CounterRandom random = new CounterRandom(31, draw, k);
      seesaw.drawPrior(random, x, 0);
      // Close to degenerate masses the third derivatives, and with them the differences, explode.
      if (seesaw.labels(x, 0, ordering, label, 0) && label[0] > -2.5) {
        break;
      }
    }
    double[] target = label.clone();
    target[0] += 0.1;
    target[3] -= 0.1;
    assertTrue(seesaw.newton(x, 0, ordering, target, 0, direction, 0, residual, 0));
    seesaw.slopes(ordering, slopes);
  }

  /**
   * Unit vectors times lengths against central differences of code of their own: labels, the
   * judge's alpha21, eigenvalues. Truncation is h^2 times the third derivative over the slope,
   * rounding 1e-11/h: some 1e-6 of the length.
   */
  @ParameterizedTest
  @EnumSource(Ordering.class)
  void gradientsAreThoseOfWhatTheyAreNamedFor(Ordering ordering) {
    for (int draw = 0; draw < 20; draw++) {
      ask(draw, ordering);
      for (int d = 0; d < SIZE; d++) {
        double[] plus = values(ordering, d, STEP);
        double[] minus = values(ordering, d, -STEP);
        for (int k = 0; k < SeesawSlopes.COUNT; k++) {
          double change = plus[k] - minus[k];
          if (k == SeesawSlopes.ALPHA21) {
            change = Math.IEEEremainder(change, 2 * Math.PI);
          }
          double slope = slopes.lengths[k] * slopes.directions[k * SIZE + d];
          assertEquals(change / (2 * STEP), slope, 1e-5 * slopes.lengths[k], "gradient " + k);
        }
      }
    }
  }

  private double[] values(Ordering ordering, int coordinate, double step) {
    double[] moved = x.clone();
    moved[coordinate] += step;
    double[] values = new double[SeesawSlopes.COUNT];
    double[] labels = new double[ScaleFreeSeesaw.LABEL_SIZE];
    assertTrue(seesaw.labels(moved, 0, ordering, labels, 0));
    System.arraycopy(labels, 0, values, 0, labels.length);
    values[2] = Math.asin(Math.sqrt(Math.pow(10, labels[2])));
    values[SeesawSlopes.ALPHA21] = alpha21(moved, ordering);
    LightMass mass = new LightMass();
    mass.loadScaleFree(moved, 0, 1 / Math.sqrt(12));
    HermitianJacobi eigen = new HermitianJacobi(HermitianJacobi.FULL);
    eigen.decompose(mass.hr, mass.hi);
    values[SeesawSlopes.LIGHTEST] = 0.5 * Math.log(eigen.value[0]);
    return values;
  }

  private double alpha21(double[] point, Ordering ordering) {
    double[] parameters = new double[SIZE];
    seesaw.toParameters(point, 0, ordering, ordering.sign() * 2.5e-3, parameters, 0);
    CandidateJudge judge =
        new CandidateJudge(NufitRelease.named(NufitRelease.DEFAULT_NAME).table(ordering));
    judge.judge(parameters, 0);
    return Math.toRadians(judge.observables().alpha21Deg().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(Ordering.class)
  void numbersAreThoseOfThePoint(Ordering ordering) {
    for (int draw = 0; draw < 50; draw++) {
      ask(draw, ordering);
      double alpha21 = alpha21(x, ordering);
      assertEquals(Math.cos(alpha21), slopes.cosAlpha21, 1e-10);
      assertEquals(Math.sin(alpha21), slopes.sinAlpha21, 1e-10);
      // The norm of the Newton step is that of the whitened residuals.
      assertEquals(norm(direction, 0), norm(slopes.whitened, 0), 1e-10 * norm(direction, 0));
      for (int k = 0; k < SeesawSlopes.COUNT; k++) {
        assertEquals(1, norm(slopes.directions, k * SIZE), 1e-12);
      }
      assertTrue(slopes.logMassRatios[0] <= slopes.logMassRatios[1]);
      assertTrue(slopes.logMassRatios[1] <= 0);
    }
  }

  private static double norm(double[] vector, int from) {
    double sum = 0;
    for (int d = from; d < Math.min(vector.length, from + SIZE); d++) {
      sum += vector[d] * vector[d];
    }
    return Math.sqrt(sum);
  }
}
