package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorTest {
  private static final int N = 50_000;

  /**
   * Variance of Re Y, mean and variance of log10 M, largest difference of log10 M. Five standard
   * deviations of the variance estimate: 5 sqrt(2/N) relative for a normal, less for the others.
   */
  @ParameterizedTest
  @CsvSource({
    "anarchy/deg,  0.5,    15, 3.0,                0",
    "anarchy/log1, 0.5,    15, 3.0833333333333335, 1",
    "anarchy/log4, 0.5,    15, 4.333333333333333,  4",
    "box,          0.3333333333333333, 14, 1.3333333333333333, 4",
    "log-flat,     0.0361912, 14, 1.3333333333333333, 4"
  })
  void hasItsMoments(String name, double variance, double centre, double spread, double widest) {
    Prior prior = Prior.named(name);
    assertEquals(name, prior.name());
    double[] p = new double[SeesawParameters.SIZE];
    double sum = 0;
    double squares = 0;
    double logs = 0;
    double logSquares = 0;
    double largest = 0;
    CounterRandom rng = new CounterRandom(51, 0, 0);
    for (int k = 0; k < N; k++) {
      prior.draw(rng, p, 0);
      int at = 2 * (k % 9);
      sum += p[at];
      squares += p[at] * p[at] + p[at + 1] * p[at + 1];
      logs += p[18 + k % 3];
      logSquares += Math.pow(p[18 + k % 3] - centre, 2);
      largest = Math.max(largest, Math.abs(p[18] - p[20]));
    }
    double five = 5 / Math.sqrt(N);
    assertEquals(0, sum / N, five * Math.sqrt(variance));
    assertEquals(variance, squares / N / 2, 2 * five * variance);
    assertEquals(centre, logs / N, five * Math.sqrt(spread));
    assertEquals(spread, logSquares / N, 2 * five * spread);
    assertTrue(largest <= widest && largest >= 0.98 * widest, "largest " + largest);
  }

  @Test
  void unknownNamesListWhatExists() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Prior.named("flat")).getMessage();
    assertTrue(message.contains("flat") && message.contains("anarchy/log4"), message);
    assertThrows(IllegalArgumentException.class, () -> new AnarchyPrior("x", Double.NaN));
  }
}
