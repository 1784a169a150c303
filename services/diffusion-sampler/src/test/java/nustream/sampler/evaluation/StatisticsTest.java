package nustream.sampler.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void quantilesInterpolate() {
    double[] ascending = {1, 2, 3, 4};
    assertEquals(1, Statistics.quantile(ascending, 0));
    assertEquals(2.5, Statistics.quantile(ascending, 0.5));
    assertEquals(4, Statistics.quantile(ascending, 1));
    assertTrue(Double.isNaN(Statistics.quantile(new double[0], 0.5)));
  }

  @Test
  void evenAnglesAreUniformAndEqualOnesAreNot() {
    double[] even = new double[100];
    for (int i = 0; i < even.length; i++) {
      even[i] = 3.6 * (i + 0.5);
    }
    assertEquals(0.005, Statistics.distanceFromUniformDeg(even), 1e-12);
    assertEquals(0.75, Statistics.distanceFromUniformDeg(new double[] {90, 90}), 1e-12);
  }

  @Test
  void nearestNeighboursOfALine() {
    List<double[]> points =
        List.of(new double[] {0, 0}, new double[] {3, 4}, new double[] {3, 5}, new double[] {3, 9});
    Statistics.Neighbours found = Statistics.neighbours(points);
    assertEquals((5 + 1 + 1 + 4) / 4.0, found.mean(), 1e-12);
    assertEquals(1, found.least(), 1e-12);
  }
}
