package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NufitReleaseTest {
  /** arXiv:2410.05380, table 1. */
  @Test
  void holdsThePublishedNumbersOfSixPointZero() {
    NufitTable t = NufitRelease.named("NuFIT-6.0-SK").table(Ordering.NO);
    assertEquals(new Interval(0.308, 0.012, 0.011, 0.275, 0.345), t.s12sq());
    assertEquals(new Interval(0.02215, 0.00056, 0.00058, 0.02030, 0.02388), t.s13sq());
    assertEquals(new Interval(0.470, 0.017, 0.013, 0.435, 0.585), t.s23sq());
    assertEquals(new Interval(7.49e-5, 0.19e-5, 0.19e-5, 6.92e-5, 8.05e-5), t.dm2_21());
    assertEquals(new Interval(2.513e-3, 0.021e-3, 0.019e-3, 2.451e-3, 2.578e-3), t.dm2_3l());
    assertEquals(212, t.deltaDeg().bestFit());
    NufitTable io = NufitRelease.named("NuFIT-6.0-SK").table(Ordering.IO);
    assertEquals(-2.484e-3, io.dm2_3l().bestFit());
  }

  @Test
  void listsWhatExists() {
    assertEquals(
        List.of("NuFIT-5.2-SK", "NuFIT-5.3-SK", "NuFIT-6.0-SK", "NuFIT-6.0-noSK", "NuFIT-6.1-SK"),
        NufitRelease.all().stream().map(NufitRelease::name).toList());
    String message =
        assertThrows(IllegalArgumentException.class, () -> NufitRelease.named("NuFIT-9"))
            .getMessage();
    assertTrue(message.contains("NuFIT-9") && message.contains("NuFIT-6.0-noSK"), message);
    NufitRelease newest = NufitRelease.named("NuFIT-6.1-SK");
    assertThrows(IllegalArgumentException.class, () -> newest.table(Ordering.IO));
  }

  @Test
  void chiSquareTakesTheErrorOfTheSide() {
    NufitTable t = NufitRelease.named("NuFIT-6.0-SK").table(Ordering.NO);
    assertEquals(0, t.chi2(7.49e-5, 2.513e-3, 0.308, 0.02215, 0.470));
    assertEquals(1 + 4, t.chi2(7.49e-5, 2.513e-3, 0.308, 0.02215 - 0.00058, 0.470 + 0.034), 1e-9);
    assertTrue(t.contains(6.92e-5, 2.578e-3, 0.275, 0.02030, 0.585));
    assertFalse(t.contains(6.91e-5, 2.578e-3, 0.275, 0.02030, 0.585));
    assertFalse(t.contains(7e-5, 2.5e-3, Double.NaN, 0.022, 0.5));
  }

  /**
   * Delta chi^2 = 9 at the ends of the tabulated 3-sigma intervals. Those have three digits, and
   * the profiles rise by about 0.3 within half of the last one.
   */
  @ParameterizedTest
  @ValueSource(strings = {"NuFIT-5.2-SK", "NuFIT-5.3-SK", "NuFIT-6.0-SK", "NuFIT-6.1-SK"})
  void profilesMeetTheIntervals(String name) {
    NufitTable t = NufitRelease.named(name).table(Ordering.NO);
    ChiSquareProfiles profiles = t.profiles().orElseThrow();
    for (int k = 0; k < Cut.OBSERVABLES; k++) {
      Cut cut = Cut.values()[k];
      Interval i = t.interval(cut);
      assertEquals(0, profiles.chi2(cut, i.bestFit()), 0.1, cut.word());
      assertEquals(9, profiles.chi2(cut, i.low3()), 0.45, cut.word());
      assertEquals(9, profiles.chi2(cut, i.high3()), 0.45, cut.word());
    }
    assertEquals(Double.POSITIVE_INFINITY, profiles.chi2(Cut.S13SQ, 0.5));
  }

  @Test
  void targetsAreFlatInTheBox() {
    NufitTable t = NufitRelease.named("NuFIT-6.0-SK").table(Ordering.IO);
    double[] label = new double[4];
    CounterRandom rng = new CounterRandom(31, 0, 0);
    int low = 0;
    int n = 20_000;
    for (int k = 0; k < n; k++) {
      double dm2 = t.drawTarget(rng, label, 0);
      double s12sq = Math.pow(Math.sin(label[1]), 2);
      double s23sq = Math.pow(Math.sin(label[3]), 2);
      assertTrue(
          t.contains(Math.pow(10, label[0]) * -dm2, dm2, s12sq, Math.pow(10, label[2]), s23sq));
      low += s12sq < 0.31 ? 1 : 0;
    }
    // Half of the interval .275 - .345: five standard deviations of a binomial.
    assertEquals(0.5 * n, low, 5 * Math.sqrt(n) / 2);
    t.bestFitLabel(label, 0);
    assertEquals(Math.log10(0.02231), label[2], 1e-15);
    assertEquals(Math.log10(7.49e-5 / 2.484e-3), label[0], 1e-15);
  }
}
