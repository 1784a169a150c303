package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeeEnvelopeTest {
  private static final int DRAWS = 200_000;

  private static NufitTable table(Ordering ordering) {
    return NufitRelease.named(NufitRelease.DEFAULT_NAME).table(ordering);
  }

  /**
   * Every random point of the box with random phases lies inside, and together they come near both
   * ends: 2e5 points fill six dimensions to some ten per cent of the distance between the ends.
   */
  @ParameterizedTest
  @EnumSource(Ordering.class)
  void holdsRandomPointsAndIsReachedByThem(Ordering ordering) {
    NufitTable table = table(ordering);
    MeeEnvelope envelope = new MeeEnvelope(table);
    CounterRandom rng = new CounterRandom(3, 0, 0);
    for (double lightest : new double[] {0, 1e-4, 1e-3, 4e-3, 1e-2, 0.1, 0.5}) {
      MeeEnvelope.Range range = envelope.at(lightest);
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      for (int i = 0; i < DRAWS; i++) {
        double mee = random(table, lightest, rng);
        least = Math.min(least, mee);
        most = Math.max(most, mee);
      }
      double span = range.highEv() - range.lowEv();
      String what = ordering + " " + lightest + " " + range + " drawn " + least + " .. " + most;
      assertTrue(
          least >= range.lowEv() * (1 - 1e-12) && most <= range.highEv() * (1 + 1e-12), what);
      assertTrue(least - range.lowEv() < 0.1 * span && range.highEv() - most < 0.1 * span, what);
    }
  }

  private static double random(NufitTable table, double lightest, CounterRandom rng) {
    double s12 = table.s12sq().at(rng.nextUniform());
    double s13 = table.s13sq().at(rng.nextUniform());
    MassSpectrum m =
        MassSpectrum.of(
            table.ordering(),
            lightest,
            table.dm2_21().at(rng.nextUniform()),
            table.dm2_3l().at(rng.nextUniform()));
    double alpha = 2 * Math.PI * rng.nextUniform();
    double beta = 2 * Math.PI * rng.nextUniform();
    double a = m.m1() * (1 - s12) * (1 - s13);
    double b = m.m2() * s12 * (1 - s13);
    double c = m.m3() * s13;
    return Math.hypot(
        a + b * Math.cos(alpha) + c * Math.cos(beta), b * Math.sin(alpha) + c * Math.sin(beta));
  }

  /**
   * Known features of the plot (for example Dolinski, Poon, Rodejohann, Annu. Rev. Nucl. Part. Sci.
   * 69 (2019) 219): IO with a massless neutrino reaches from c13^2 (c12^2 m1 - s12^2 m2) = 0.977 x
   * 0.31 x 48 meV (s12^2 = 0.345) to 49 meV, NO cancels for lightest masses of some meV, and both
   * meet at large masses.
   */
  @Test
  void hasTheKnownShape() {
    MeeEnvelope inverted = new MeeEnvelope(table(Ordering.IO));
    assertEquals(0.0145, inverted.at(0).lowEv(), 5e-4);
    assertEquals(0.049, inverted.at(0).highEv(), 0.002);
    MeeEnvelope normal = new MeeEnvelope(table(Ordering.NO));
    assertTrue(normal.at(0).lowEv() > 5e-4 && normal.at(0).highEv() < 5e-3, "" + normal.at(0));
    assertEquals(0, normal.at(4e-3).lowEv());
    // Degenerate masses: m cos(2 theta12) roughly, and m.
    assertEquals(1, normal.at(1).highEv(), 2e-3);
    assertEquals(normal.at(1).lowEv(), inverted.at(1).lowEv(), 0.02);
  }

  @Test
  void refusesWhatIsNoMass() {
    MeeEnvelope envelope = new MeeEnvelope(table(Ordering.NO));
    assertThrows(IllegalArgumentException.class, () -> envelope.at(-1e-3));
    assertThrows(IllegalArgumentException.class, () -> envelope.at(Double.NaN));
  }
}
