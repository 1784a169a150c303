package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExactDistributionsTest {
  private static final AnarchyPrior PRIOR = new AnarchyPrior("log1", 1);
  private static final NufitTable TABLE =
      NufitRelease.named(NufitRelease.DEFAULT_NAME).table(Ordering.NO);

  /** The sampler's own run of the same seed has the same draws, so quantiles agree exactly. */
  @Test
  void hasTheQuantilesOfTheSampler() {
    var exact = ExactDistributions.of(PRIOR, TABLE, 7, 20_000, 40);
    ExactSampler.Result run = new ExactSampler(PRIOR, TABLE, 7).run(20_000);
    assertEquals(run.ess(), exact.ess(), 1e-9 * run.ess());
    assertEquals(ExactQuantity.values().length, exact.distributions().size());
    for (ExactDistributions.Binned binned : exact.distributions()) {
      Map<String, Double> expected = run.quantiles().get(binned.quantity().column());
      binned
          .quantiles()
          .forEach((level, value) -> assertEquals(expected.get(Double.toString(level)), value));
    }
  }

  /** The bins between two quantiles hold the share between their levels, to one bin's share. */
  @Test
  void binsHoldWhatTheQuantilesSay() {
    for (ExactDistributions.Binned binned :
        ExactDistributions.of(PRIOR, TABLE, 1, 50_000, 200).distributions()) {
      double median = binned.quantiles().get(0.5);
      double below = 0;
      double largest = 0;
      for (int b = 0; b < binned.shares().length; b++) {
        below += binned.edges()[b + 1] <= median ? binned.shares()[b] : 0;
        largest = Math.max(largest, binned.shares()[b]);
        assertTrue(binned.edges()[b] < binned.edges()[b + 1]);
      }
      assertEquals(0.5, below, largest + 0.002, binned.quantity().column());
      assertEquals(0.998, Arrays.stream(binned.shares()).sum(), 0.001);
    }
  }

  /** Three equal right-handed masses are binned all the same. */
  @Test
  void binsEqualMasses() {
    var exact = ExactDistributions.of(new AnarchyPrior("deg", 0), TABLE, 1, 5_000, 10);
    var light = exact.distributions().get(ExactQuantity.MR1.ordinal());
    var heavy = exact.distributions().get(ExactQuantity.MR3.ordinal());
    assertEquals(light.quantiles().get(0.5), heavy.quantiles().get(0.5), 1e9);
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThrows(
        IllegalArgumentException.class, () -> ExactDistributions.of(PRIOR, TABLE, 1, 10, 10));
    assertThrows(
        IllegalArgumentException.class, () -> ExactDistributions.of(PRIOR, TABLE, 1, 5_000, 0));
  }
}
