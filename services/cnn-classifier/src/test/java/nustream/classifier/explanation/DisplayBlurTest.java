package nustream.classifier.explanation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DisplayBlurTest {
  private static final int SIDE = 32;

  /** A plane wave is damped by exp(-k^2 sigma^2 / 2); the cut at 4 sigma is worth 1e-4. */
  @Test
  void wavesAreDampedAsByAGaussian() {
    double k = 2 * Math.PI * 3 / SIDE;
    double sigma = 1.5;
    double[] wave = new double[SIDE * SIDE];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = Math.cos(k * (i / SIDE)) * Math.cos(k * (i % SIDE));
    }
    double damping = Math.exp(-k * k * sigma * sigma); // both directions
    double[] expected = Arrays.stream(wave).map(value -> damping * value).toArray();
    assertArrayEquals(expected, DisplayBlur.of(wave, SIDE, sigma), 3e-4);
  }

  @Test
  void theSumStays() {
    double[] point = new double[SIDE * SIDE];
    point[5] = 2;
    double[] smooth = DisplayBlur.of(point, SIDE, 2);
    assertEquals(2, Arrays.stream(smooth).sum(), 1e-12);
    assertEquals(smooth[4], smooth[6], 1e-15);
    assertEquals(smooth[5 + SIDE], smooth[5 + SIDE * (SIDE - 1)], 1e-15); // across the edge
    assertArrayEquals(point, DisplayBlur.of(point, SIDE, 0));
  }
}
