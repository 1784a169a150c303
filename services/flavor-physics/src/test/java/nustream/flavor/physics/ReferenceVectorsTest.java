package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Numbers from 40-digit arithmetic (takagi_pmns.json) and from the public code ULYSSES
 * (ulysses.json).
 */
class ReferenceVectorsTest {
  private static final double[] DIAGONAL = {};

  static Stream<JsonNode> vectors() {
    return elements("takagi_pmns.json", "cases");
  }

  static Stream<JsonNode> ulysses() {
    return elements("ulysses.json", "points");
  }

  /**
   * The input is rounded to double, which moves sin^2 theta12 by 1e-16 m / (m2 - m1) = 3e-13 in the
   * quasi-degenerate case: 1e-12. Phases 1e-7 degree, m_ee 1e-12 relative, as specified.
   */
  @ParameterizedTest
  @MethodSource("vectors")
  void agreesWithFortyDigits(JsonNode c) {
    LeptonObservables o =
        LeptonSector.lightMatrix(
            pairs(c.get("M_nu_eV_re_im")),
            MassConvention.UT_M_U,
            pairs(c.get("Y_e_re_im")),
            Ordering.valueOf(c.get("ordering").asText()));
    JsonNode e = c.get("expected");
    assertEquals(e.get("s12sq").asDouble(), o.s12sq(), 1e-12);
    assertEquals(e.get("s13sq").asDouble(), o.s13sq(), 1e-12);
    assertEquals(e.get("s23sq").asDouble(), o.s23sq(), 1e-12);
    double[] masses = {o.m1Ev(), o.m2Ev(), o.m3Ev()};
    for (int i = 0; i < 3; i++) {
      assertEquals(e.get("m_eV").get(i).asDouble(), masses[i], 1e-15);
    }
    assertRelative(e.get("sum_eV").asDouble(), o.sumEv());
    assertRelative(e.get("mee_eV").asDouble(), o.meeEv());
    assertRelative(e.get("mbeta_eV").asDouble(), o.mbetaEv());
    assertEquals(e.get("J").asDouble(), o.jarlskog(), 1e-12);
    boolean massless = e.get("m_eV").get(0).asDouble() == 0;
    boolean noDelta = e.get("s13sq").asDouble() == 0;
    assertPhase(e.get("delta_deg").asDouble(), o.deltaDeg(), noDelta);
    assertPhase(e.get("alpha21_deg").asDouble(), o.alpha21Deg(), massless);
    assertPhase(e.get("alpha31_deg").asDouble(), o.alpha31Deg(), massless);
  }

  /**
   * ULYSSES prints 16 digits of Y. Its heavily tuned points cancel by up to 1e5, which leaves 1e-10
   * of the masses; angles of its input in degrees have four digits and are exact there.
   */
  @ParameterizedTest
  @MethodSource("ulysses")
  void agreesWithUlysses(JsonNode p) {
    JsonNode in = p.get("input");
    double[] m = new double[3];
    for (int i = 0; i < 3; i++) {
      m[i] = Math.pow(10, in.get("M" + (i + 1)).asDouble());
    }
    LeptonObservables o =
        LeptonSector.seesaw(
            pairs(p.get("Y_h_re_im")), m, p.get("v_GeV").asDouble(), DIAGONAL, Ordering.NO);
    JsonNode masses = p.get("light_masses_eV");
    assertEquals(masses.get(0).asDouble(), o.m1Ev(), 1e-10);
    assertEquals(masses.get(1).asDouble(), o.m2Ev(), 1e-10);
    assertEquals(masses.get(2).asDouble(), o.m3Ev(), 1e-10);
    assertEquals(p.get("abs_mee_eV").asDouble(), o.meeEv(), 1e-10);
    assertEquals(sineSquared(in, "t12"), o.s12sq(), 1e-8);
    assertEquals(sineSquared(in, "t13"), o.s13sq(), 1e-8);
    assertEquals(sineSquared(in, "t23"), o.s23sq(), 1e-8);
    assertTrue(distance(in.get("delta").asDouble(), o.deltaDeg().getAsDouble()) < 1e-5);
    if (masses.get(0).asDouble() > 1e-10) {
      assertTrue(distance(in.get("a21").asDouble(), o.alpha21Deg().getAsDouble()) < 1e-5);
      assertTrue(distance(in.get("a31").asDouble(), o.alpha31Deg().getAsDouble()) < 1e-5);
    } else {
      assertTrue(o.alpha21Deg().isEmpty());
    }
  }

  private static double sineSquared(JsonNode in, String angle) {
    return Math.pow(Math.sin(Math.toRadians(in.get(angle).asDouble())), 2);
  }

  private static void assertRelative(double expected, double actual) {
    assertEquals(expected, actual, 1e-12 * expected);
  }

  private static void assertPhase(double expected, OptionalDouble actual, boolean undefined) {
    assertEquals(undefined, actual.isEmpty());
    actual.ifPresent(v -> assertTrue(distance(expected, v) < 1e-7, expected + " " + v));
  }

  static double distance(double a, double b) {
    return Math.abs(Math.IEEEremainder(a - b, 360));
  }

  static double[] pairs(JsonNode matrix) {
    double[] pairs = new double[18];
    for (int k = 0; k < 18; k++) {
      pairs[k] = matrix.get(k / 6).get(k / 2 % 3).get(k % 2).asDouble();
    }
    return pairs;
  }

  static Stream<JsonNode> elements(String file, String field) {
    try (InputStream in = ReferenceVectorsTest.class.getResourceAsStream("/" + file)) {
      JsonNode all = new ObjectMapper().readTree(in).get(field);
      return StreamSupport.stream(all.spliterator(), false);
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }
}
