package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import nustream.flavor.physics.random.CounterRandom;
import org.hipparchus.complex.Complex;
import org.junit.jupiter.api.Test;

class TakagiTest {
  /** Sums of nine products of rounded elements: a few 1e-16. */
  private static final double ROUNDING = 3e-15;

  private static final double[] DIAGONAL = {};

  /**
   * Random, two or three degenerate, rank 2, rank 1 and hierarchical matrices. Unitarity of U,
   * reconstruction of m, order of the masses, and |m_ee| as the sum over mass states.
   */
  @Test
  void factorisesAHundredThousandMatrices() {
    IntStream.range(0, 100_000)
        .parallel()
        .forEach(
            k -> {
              double[] m = matrix(new CounterRandom(21, 0, k), k % 6);
              Takagi t = Takagi.of(m);
              double size = t.mass()[2];
              assertTrue(t.mass()[0] >= 0 && t.mass()[0] <= t.mass()[1]);
              assertTrue(t.mass()[1] <= size);
              for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                  Complex inner = Complex.ZERO;
                  Complex rebuilt = Complex.ZERO;
                  for (int i = 0; i < 3; i++) {
                    inner = inner.add(u(t, i, a).conjugate().multiply(u(t, i, b)));
                    rebuilt = rebuilt.add(u(t, a, i).multiply(u(t, b, i)).multiply(t.mass()[i]));
                  }
                  assertEquals(a == b ? 1 : 0, inner.getReal(), ROUNDING);
                  assertEquals(0, inner.getImaginary(), ROUNDING);
                  int at = 2 * (3 * a + b);
                  assertEquals(m[at], rebuilt.getReal(), ROUNDING * size);
                  assertEquals(m[at + 1], rebuilt.getImaginary(), ROUNDING * size);
                }
              }
            });
  }

  /**
   * |sum U_ei^2 m_i| from angles and phases is |(m_nu)_ee|: the identity ties all phases together.
   */
  @Test
  void effectiveMassFollowsFromAnglesAndPhases() {
    for (int k = 0; k < 2_000; k++) {
      double[] m = matrix(new CounterRandom(22, 0, k), 0);
      for (Ordering ordering : Ordering.values()) {
        LeptonObservables o =
            LeptonSector.lightMatrix(m, MassConvention.U_M_UT, DIAGONAL, ordering);
        double a21 = Math.toRadians(o.alpha21Deg().getAsDouble());
        double a31 = Math.toRadians(o.alpha31Deg().getAsDouble());
        double delta = Math.toRadians(o.deltaDeg().getAsDouble());
        double c13sq = 1 - o.s13sq();
        Complex sum =
            new Complex(o.m1Ev() * (1 - o.s12sq()) * c13sq)
                .add(polar(o.m2Ev() * o.s12sq() * c13sq, a21))
                .add(polar(o.m3Ev() * o.s13sq(), a31 - 2 * delta));
        // Phases in degrees carry 1e-13 of the largest term.
        assertEquals(o.meeEv(), sum.norm(), 1e-12 * o.sumEv());
        assertEquals(Math.hypot(m[0], m[1]), o.meeEv(), 1e-15 * o.sumEv());
      }
    }
  }

  @Test
  void conventionsAreComplexConjugates() {
    double[] m = matrix(new CounterRandom(23, 0, 0), 0);
    double[] conjugate = m.clone();
    for (int k = 1; k < 18; k += 2) {
      conjugate[k] = -conjugate[k];
    }
    assertEquals(
        LeptonSector.lightMatrix(m, MassConvention.U_M_UT, DIAGONAL, Ordering.IO),
        LeptonSector.lightMatrix(conjugate, MassConvention.UT_M_U, DIAGONAL, Ordering.IO));
    assertEquals(MassConvention.UT_M_U, MassConvention.named("UTMU"));
    assertThrows(IllegalArgumentException.class, () -> MassConvention.named("utmu"));
  }

  /** IO numbers the ascending masses (3, 1, 2): dm2_21 is the small splitting, dm2_32 < 0. */
  @Test
  void invertedOrderingRenumbersColumns() {
    double[] u = Pmns.matrix(0.308, 0.02231, 0.55, 274, 40, 130);
    double m3 = 0.01;
    double m1 = Math.sqrt(m3 * m3 + 2.484e-3 - 7.49e-5);
    double m2 = Math.sqrt(m1 * m1 + 7.49e-5);
    LeptonObservables o =
        LeptonSector.lightMatrix(
            light(u, m1, m2, m3), MassConvention.U_M_UT, DIAGONAL, Ordering.IO);
    assertEquals(7.49e-5, o.dm2_21(), 1e-15);
    assertEquals(-2.484e-3, o.dm2_3l(), 1e-15);
    assertEquals(m3, o.lightestEv(), 1e-16);
    assertEquals(0.308, o.s12sq(), 1e-12);
    assertEquals(0.02231, o.s13sq(), 1e-12);
    assertEquals(0.55, o.s23sq(), 1e-12);
    assertEquals(274, o.deltaDeg().getAsDouble(), 1e-7);
    assertEquals(40, o.alpha21Deg().getAsDouble(), 1e-7);
    assertEquals(130, o.alpha31Deg().getAsDouble(), 1e-7);
    assertTrue(
        NufitRelease.named("NuFIT-6.0-SK")
            .table(Ordering.IO)
            .contains(o.dm2_21(), o.dm2_3l(), o.s12sq(), o.s13sq(), o.s23sq()));
  }

  @Test
  void undefinedIsNotANumber() {
    double[] u = Pmns.matrix(0.3, 0.02, 0.5, 100, 200, 300);
    LeptonObservables massless3 =
        LeptonSector.lightMatrix(
            light(u, 0.05, 0.0508, 0), MassConvention.U_M_UT, DIAGONAL, Ordering.IO);
    assertEquals(200, massless3.alpha21Deg().getAsDouble(), 1e-7);
    assertTrue(massless3.alpha31Deg().isEmpty());
    LeptonObservables degenerate =
        LeptonSector.lightMatrix(
            light(u, 0.02, 0.02, 0.05), MassConvention.U_M_UT, DIAGONAL, Ordering.NO);
    assertTrue(Double.isNaN(degenerate.s12sq()));
    assertTrue(Double.isNaN(degenerate.jarlskog()));
    assertEquals(0.02, degenerate.s13sq(), 1e-12);
    assertEquals(0.5, degenerate.s23sq(), 1e-12);
    assertTrue(degenerate.deltaDeg().isEmpty());
    assertTrue(degenerate.alpha21Deg().isEmpty());
    LeptonObservables equal =
        LeptonSector.lightMatrix(
            light(u, 0.05, 0.05, 0.05), MassConvention.U_M_UT, DIAGONAL, Ordering.NO);
    assertTrue(Double.isNaN(equal.s13sq()));
    double[] noMixing = Pmns.matrix(0, 0, 0, 0, 0, 0);
    LeptonObservables trivial =
        LeptonSector.lightMatrix(
            light(noMixing, 0.01, 0.02, 0.05), MassConvention.U_M_UT, DIAGONAL, Ordering.NO);
    assertTrue(trivial.deltaDeg().isEmpty());
    assertTrue(trivial.alpha21Deg().isEmpty());
    assertTrue(trivial.alpha31Deg().isEmpty());
  }

  @Test
  void namesWhatItRefuses() {
    double[] m = matrix(new CounterRandom(24, 0, 0), 0);
    m[2] += 0.1;
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Takagi.of(m))
            .getMessage()
            .contains("[0][1]"));
    assertThrows(IllegalArgumentException.class, () -> Takagi.of(new double[18]));
    double[] y = new double[18];
    Arrays.fill(y, 1);
    y[5] = Double.NaN;
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    LeptonSector.seesaw(
                        y, new double[] {1e14, 1e14, 1e14}, 174, DIAGONAL, Ordering.NO))
            .getMessage();
    assertTrue(message.contains("Y_nu[0][2] = NaN"), message);
    y[5] = 0;
    assertThrows(
        IllegalArgumentException.class,
        () -> LeptonSector.seesaw(y, new double[] {1e14, -1, 1e14}, 174, DIAGONAL, Ordering.NO));
    double[] equalCharged = new double[18];
    equalCharged[0] = 1;
    equalCharged[8] = 1;
    equalCharged[16] = 2;
    double[] good = matrix(new CounterRandom(24, 0, 1), 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> LeptonSector.lightMatrix(good, MassConvention.U_M_UT, equalCharged, Ordering.NO));
  }

  /** Kinds: 0 general, 1 two equal masses, 2 three equal, 3 rank 2, 4 rank 1, 5 hierarchical. */
  private static double[] matrix(CounterRandom rng, int kind) {
    if (kind == 0) {
      double[] m = new double[18];
      for (int a = 0; a < 3; a++) {
        for (int b = a; b < 3; b++) {
          for (int part = 0; part < 2; part++) {
            double v = rng.nextGaussian();
            m[2 * (3 * a + b) + part] = v;
            m[2 * (3 * b + a) + part] = v;
          }
        }
      }
      return m;
    }
    double[] u =
        Pmns.matrix(
            rng.nextUniform(),
            rng.nextUniform(),
            rng.nextUniform(),
            360 * rng.nextUniform(),
            720 * rng.nextUniform(),
            720 * rng.nextUniform());
    double s = rng.nextUniform();
    return switch (kind) {
      case 1 -> light(u, s, 1, 1);
      case 2 -> light(u, 1, 1, 1);
      case 3 -> light(u, 0, s, 1);
      case 4 -> light(u, 0, 0, 1);
      default -> light(u, 1e-9 * s, 1e-4, 1);
    };
  }

  private static double[] light(double[] u, double... mass) {
    double[] m = new double[18];
    for (int a = 0; a < 3; a++) {
      for (int b = a; b < 3; b++) {
        Complex sum = Complex.ZERO;
        for (int i = 0; i < 3; i++) {
          sum = sum.add(at(u, a, i).multiply(at(u, b, i)).multiply(mass[i]));
        }
        for (int at : new int[] {2 * (3 * a + b), 2 * (3 * b + a)}) {
          m[at] = sum.getReal();
          m[at + 1] = sum.getImaginary();
        }
      }
    }
    return m;
  }

  private static Complex at(double[] pairs, int a, int i) {
    return new Complex(pairs[2 * (3 * a + i)], pairs[2 * (3 * a + i) + 1]);
  }

  private static Complex u(Takagi t, int a, int i) {
    return new Complex(t.re()[3 * a + i], t.im()[3 * a + i]);
  }

  private static Complex polar(double size, double phase) {
    return new Complex(size * Math.cos(phase), size * Math.sin(phase));
  }
}
