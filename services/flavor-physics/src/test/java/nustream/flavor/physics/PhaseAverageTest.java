package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseAverageTest {
  private static final int SIZE = SeesawParameters.SIZE;
  private static final int GRID = 72;

  private final ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(1);
  private final CounterRandom random = new CounterRandom(17, 0, 0);
  private final double[] x = new double[SIZE];
  private final double[] noisy = new double[SIZE];
  private final double[] mean = new double[SIZE];

  /** Of I_1/I_0, tabulated: Abramowitz and Stegun, table 9.8. */
  @ParameterizedTest
  @CsvSource({"1, 0.4463899659", "5, 0.8933831370", "20, 0.9746705079"})
  void theLengthOfTheMeanIsTheRatioOfBesselFunctions(double kappa, double ratio) {
    assertEquals(ratio, PhaseAverage.besselRatio(kappa), 1e-9);
  }

  @Test
  void bothExpansionsOfTheRatioMeet() {
    assertEquals(PhaseAverage.besselRatio(50), PhaseAverage.besselRatio(50 + 1e-12), 1e-8);
    assertEquals(1e-9 / 2, PhaseAverage.besselRatio(1e-9), 1e-20);
  }

  /**
   * Against the definition: the average over a grid of the three phases, weighted with the
   * likelihood of the noisy view. The error of trapezoidal sums of exp(kappa cos phi) with G points
   * is exp(-G^2/(2 kappa)): none for the kappa of up to 70 here.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 0.95})
  void isTheAverageOverTheTorus(double sigma) {
    double alpha = Math.sqrt(1 - sigma * sigma);
    for (int draw = 0; draw < 3; draw++) {
      drawPoint();
      for (int d = 0; d < SIZE; d++) {
        noisy[d] = alpha * x[d] + sigma * random.nextGaussian();
      }
      seesaw.meanOverPhases(x, noisy, alpha, sigma, mean);
      assertArrayEquals(byQuadrature(alpha, sigma), mean, 1e-9);
    }
  }

  private void drawPoint() {
    do {
      seesaw.drawPrior(random, x, 0);
    } while (!seesaw.labels(x, 0, Ordering.NO, new double[4], 0));
  }

  private double[] byQuadrature(double alpha, double sigma) {
    LightMass mass = new LightMass();
    mass.loadScaleFree(x, 0, 1 / Math.sqrt(12));
    HermitianJacobi eigen = new HermitianJacobi(HermitianJacobi.FULL);
    eigen.decompose(mass.hr, mass.hi);
    double[] label = new double[4];
    double[] moved = new double[4];
    assertTrue(seesaw.labels(x, 0, Ordering.NO, label, 0));
    double[] sum = new double[SIZE];
    double weights = 0;
    for (int i = 0; i < GRID * GRID * GRID; i++) {
      double[] phases = {
        2 * Math.PI * (i % GRID) / GRID,
        2 * Math.PI * (i / GRID % GRID) / GRID,
        2 * Math.PI * (i / GRID / GRID) / GRID
      };
      double[] point = turned(eigen, phases);
      if (i % 9973 == 0) {
        assertTrue(seesaw.labels(point, 0, Ordering.NO, moved, 0));
        assertArrayEquals(label, moved, 1e-7);
      }
      double fit = 0;
      double start = 0;
      for (int d = 0; d < SIZE; d++) {
        fit += Math.pow(noisy[d] - alpha * point[d], 2);
        start += Math.pow(noisy[d] - alpha * x[d], 2);
      }
      double weight = Math.exp((start - fit) / (2 * sigma * sigma));
      weights += weight;
      for (int d = 0; d < SIZE; d++) {
        sum[d] += weight * point[d];
      }
    }
    for (int d = 0; d < SIZE; d++) {
      sum[d] /= weights;
    }
    return sum;
  }

  /** U diag(e^{i phi}) U^dagger Y. */
  private double[] turned(HermitianJacobi eigen, double[] phases) {
    double[] point = x.clone();
    for (int k = 0; k < 3; k++) {
      double[] column = new double[6];
      for (int i = 0; i < 3; i++) {
        double re = 0;
        double im = 0;
        for (int a = 0; a < 3; a++) {
          int y = SeesawParameters.yukawa(a, k);
          re += eigen.ur[3 * a + i] * x[y] + eigen.ui[3 * a + i] * x[y + 1];
          im += eigen.ur[3 * a + i] * x[y + 1] - eigen.ui[3 * a + i] * x[y];
        }
        double c = Math.cos(phases[i]);
        double s = Math.sin(phases[i]);
        double turnedRe = c * re - s * im;
        double turnedIm = c * im + s * re;
        for (int a = 0; a < 3; a++) {
          column[2 * a] += eigen.ur[3 * a + i] * turnedRe - eigen.ui[3 * a + i] * turnedIm;
          column[2 * a + 1] += eigen.ur[3 * a + i] * turnedIm + eigen.ui[3 * a + i] * turnedRe;
        }
      }
      for (int a = 0; a < 3; a++) {
        point[SeesawParameters.yukawa(a, k)] = column[2 * a];
        point[SeesawParameters.yukawa(a, k) + 1] = column[2 * a + 1];
      }
    }
    return point;
  }

  @Test
  void aPointWithoutMassesIsLeftAsItIs() {
    seesaw.meanOverPhases(new double[SIZE], noisy, 0.8, 0.6, mean);
    assertArrayEquals(new double[SIZE], mean);
  }
}
