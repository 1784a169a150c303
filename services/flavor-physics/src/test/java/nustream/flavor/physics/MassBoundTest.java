package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MassBoundTest {
  private static MassBound named(String name) {
    return MassBound.ALL.stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  private static NufitTable table(Ordering ordering) {
    return NufitRelease.named(NufitRelease.DEFAULT_NAME).table(ordering);
  }

  /** By hand: NO with m1 = 30 meV has m2 = 31.22, m3 = 58.41 meV, sum 119.6 meV. */
  @Test
  void turnsASumIntoALightestMass() {
    double lightest = named("Planck").lightestEv(table(Ordering.NO)).orElseThrow();
    assertEquals(0.0301, lightest, 2e-4);
    double[] dm2 = {table(Ordering.NO).dm2_21().bestFit(), table(Ordering.NO).dm2_3l().bestFit()};
    assertEquals(
        0.12,
        lightest
            + Math.sqrt(lightest * lightest + dm2[0])
            + Math.sqrt(lightest * lightest + dm2[1]),
        1e-12);
  }

  /** IO with a massless neutrino has a sum of 99 meV: DESI leaves nothing of it. */
  @Test
  void saysWhenNothingIsLeft() {
    assertTrue(named("DESI DR2 + CMB").lightestEv(table(Ordering.IO)).isEmpty());
    assertTrue(named("DESI DR2 + CMB").lightestEv(table(Ordering.NO)).isPresent());
    assertTrue(named("KamLAND-Zen").lightestEv(table(Ordering.NO)).isEmpty());
  }

  /** The splittings are far below 0.45 eV: all masses are equal to 1 %. */
  @Test
  void katrinIsNearlyTheMassItself() {
    for (Ordering ordering : Ordering.values()) {
      assertEquals(0.45, named("KATRIN").lightestEv(table(ordering)).orElseThrow(), 4e-3);
    }
  }

  @Test
  void refusesAnEmptyRange() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new MassBound("x", ExactQuantity.MEE, 0.2, 0.1, true, ""));
  }
}
