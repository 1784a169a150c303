package nustream.flavor.physics.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  private static final int N = 200_000;

  /** The mapping of (seed, block, index) to key and counter is part of the contract. */
  @Test
  void isPhiloxOfTheDocumentedKeyAndCounter() {
    UniformRandomProvider philox =
        RandomSource.PHILOX_4X64.create(new long[] {-5, 0, 0, 0, 77, 1L << 40});
    CounterRandom rng = new CounterRandom(-5, 77, 1L << 40);
    for (int k = 0; k < 100; k++) {
      assertEquals(philox.nextLong(), rng.nextLong());
    }
  }

  /** Pinned numbers: they must be the same on every machine and in every release. */
  @Test
  void keepsItsNumbers() {
    CounterRandom rng = new CounterRandom(1, 2, 3);
    assertEquals(6763254593281985707L, rng.nextLong());
    assertEquals(0.11748216026831504, rng.nextUniform());
    assertEquals(-1.1361980778903626, rng.nextGaussian());
  }

  @Test
  void resetGivesTheSameStreamInAnyOrder() {
    CounterRandom a = new CounterRandom(9, 0, 0);
    double[] first = new double[50];
    for (int k = 0; k < first.length; k++) {
      a.reset(9, 4, k);
      first[k] = a.nextGaussian() + a.nextUniform();
    }
    for (int k = first.length - 1; k >= 0; k--) {
      CounterRandom b = new CounterRandom(9, 4, k);
      assertEquals(first[k], b.nextGaussian() + b.nextUniform());
    }
    assertNotEquals(new CounterRandom(9, 4, 0).nextLong(), new CounterRandom(9, 0, 4).nextLong());
    assertNotEquals(new CounterRandom(9, 4, 0).nextLong(), new CounterRandom(4, 9, 0).nextLong());
  }

  /**
   * Moments within five standard deviations; first numbers of neighbouring streams do not
   * correlate.
   */
  @Test
  void momentsAcrossStreamsAreThoseOfTheDistributions() {
    CounterRandom rng = new CounterRandom(0, 0, 0);
    double mean = 0;
    double square = 0;
    double fourth = 0;
    double uniform = 0;
    double lagged = 0;
    double before = 0;
    int[] dice = new int[6];
    for (int k = 0; k < N; k++) {
      rng.reset(3, 1, k);
      double g = rng.nextGaussian();
      mean += g;
      square += g * g;
      fourth += g * g * g * g;
      lagged += g * before;
      before = g;
      double u = rng.nextUniform();
      assertTrue(u > 0 && u < 1);
      uniform += u;
      dice[rng.nextInt(6)]++;
    }
    double five = 5 / Math.sqrt(N);
    assertEquals(0, mean / N, five);
    assertEquals(1, square / N, five * Math.sqrt(2));
    assertEquals(3, fourth / N, five * Math.sqrt(96));
    assertEquals(0, lagged / N, five);
    assertEquals(0.5, uniform / N, five / Math.sqrt(12));
    for (int count : dice) {
      assertEquals(1.0 / 6, count / (double) N, five * Math.sqrt(5.0 / 36));
    }
    assertThrows(IllegalArgumentException.class, () -> rng.nextInt(0));
  }
}
