package nustream.lensing.physics.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OptimalCurveTest {
  @Test
  void identicalClassesGiveTheDiagonal() {
    var curve = new OptimalCurve(0);
    for (double rate : new double[] {0, 0.01, 0.3, 0.5, 0.99, 1}) {
      assertEquals(rate, curve.truePositiveRate(rate), 1e-12);
    }
  }

  /** The area under it is that of the bound; the trapezoid of 10,000 steps is good to 1e-4. */
  @Test
  void hasTheAreaAndAccuracyOfTheBound() {
    double dPrime = 1.1;
    var bound = new GaussianBound(dPrime, 1, 0, 0, 0);
    var curve = new OptimalCurve(dPrime);
    double area = 0;
    double accuracy = 0;
    int steps = 10_000;
    for (int i = 0; i < steps; i++) {
      double low = (double) i / steps;
      double high = (i + 1.0) / steps;
      double left = curve.truePositiveRate(low);
      double right = curve.truePositiveRate(high);
      area += (left + right) / 2 / steps;
      accuracy = Math.max(accuracy, (1 - high + right) / 2);
    }
    assertEquals(bound.areaUnderCurve(), area, 1e-4);
    assertEquals(bound.accuracy(), accuracy, 1e-6);
  }

  @Test
  void refusesWhatIsNoRate() {
    assertThrows(IllegalArgumentException.class, () -> new OptimalCurve(1).truePositiveRate(1.5));
    assertThrows(IllegalArgumentException.class, () -> new OptimalCurve(Double.NaN));
  }
}
