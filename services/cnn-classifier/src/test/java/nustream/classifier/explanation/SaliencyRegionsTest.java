package nustream.classifier.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SaliencyRegionsTest {
  @Test
  void decilesVoidsAndPeaksAreSumsOverTheirPixels() {
    // kappa = -50 .. 49 and one pixel far above: sigma = 10,000 / sqrt(101) = 1,000 nearly.
    float[] kappa = new float[101];
    double[] attribution = new double[101];
    for (int i = 0; i < 100; i++) {
      kappa[i] = (i * 37) % 100 - 50;
      attribution[i] = kappa[i];
    }
    kappa[100] = 10_000;
    attribution[100] = 7;

    SaliencyRegions found = SaliencyRegions.of(kappa, attribution);

    assertEquals(10, found.deciles().size());
    assertEquals(-50, found.deciles().get(0).leastKappa());
    assertEquals(-41, found.deciles().get(0).mostKappa());
    assertEquals(-455, found.deciles().get(0).total());
    assertEquals(-45.5, found.deciles().get(0).perPixel());
    assertEquals(50 / 101.0, found.voids().areaShare(), 1e-12);
    assertEquals(-1275, found.voids().total()); // -1 - 2 ... - 50
    assertEquals(1 / 101.0, found.peaks().areaShare(), 1e-12);
    assertEquals(7, found.peaks().total());
  }

  @Test
  void aFlatMapHasNoPeaks() {
    SaliencyRegions found = SaliencyRegions.of(new float[16], new double[16]);
    assertEquals(0, found.peaks().areaShare());
    assertEquals(0, found.peaks().perPixel());
    assertEquals(2, found.deciles().get(9).areaShare() * 16, 1e-12);
  }

  @Test
  void correlationsAreThoseOfPearson() {
    double[] x = IntStream.range(0, 50).mapToDouble(i -> i).toArray();
    double[] y = IntStream.range(0, 50).mapToDouble(i -> 3 - 2 * i).toArray();
    assertEquals(-1, SaliencyRegions.correlation(x, y), 1e-12);
    assertEquals(
        0.5,
        SaliencyRegions.correlation(new double[] {1, 2, 3}, new double[] {1, 3, 2}),
        1e-12); // by hand
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> SaliencyRegions.of(new float[16], new double[15]));
  }
}
