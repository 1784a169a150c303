package nustream.lensing.physics.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MapStatisticsTest {
  private final MapGeometry geometry = new MapGeometry(1, 8);

  private ConvergenceMap map(float... first) {
    return new ConvergenceMap(geometry, Arrays.copyOf(first, 64));
  }

  @Test
  void momentsOfAKnownMap() {
    // 16 pixels of 1 among 64: a Bernoulli variable of p = 1/4
    float[] ones = new float[16];
    Arrays.fill(ones, 1);
    assertEquals(0.1875, MapStatistics.variance(map(ones)), 1e-12);
    assertEquals(0.5 / Math.sqrt(0.1875), MapStatistics.skewness(map(ones)), 1e-12);
  }

  @Test
  void densityIntegratesToItsShareOfTheMap() {
    ConvergenceMap map = map(0.5f, 0.5f, 2f, -3f);
    double[] density = MapStatistics.density(map, -1, 1, 4);
    assertArrayEquals(new double[] {0, 0, 60 / 32.0, 2 / 32.0}, density, 1e-12);
  }

  @Test
  void countsPeaksAwayFromTheBorder() {
    float[] pixels = new float[64];
    pixels[8 + 3] = 1;
    pixels[5 * 8 + 5] = 2;
    pixels[5 * 8 + 6] = 2; // a plateau is no peak
    pixels[3 * 8 + 3] = 2.5f;
    pixels[7] = 3; // on the border
    assertArrayEquals(new int[] {1, 0, 1}, MapStatistics.peaks(map(pixels), 0.25, 3.25, 3));
    assertThrows(IllegalArgumentException.class, () -> MapStatistics.peaks(map(pixels), 1, 1, 3));
  }

  @Test
  void binsCoverTheirRange() {
    MultipoleBins bins = new MultipoleBins(10, 1000, 2);
    assertEquals(-1, bins.binOf(9.99));
    assertEquals(0, bins.binOf(10));
    assertEquals(0, bins.binOf(99));
    assertEquals(1, bins.binOf(101));
    assertEquals(-1, bins.binOf(1000));
  }
}
