package nustream.flavor.physics;

import static nustream.flavor.physics.ReferenceVectorsTest.distance;
import static nustream.flavor.physics.ReferenceVectorsTest.pairs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import nustream.flavor.physics.bench.FilterBenchmark;
import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CandidateJudgeTest {
  private static final int SIZE = SeesawParameters.SIZE;
  private static final double[] DIAGONAL = {};

  static Stream<JsonNode> conditioned() {
    return ReferenceVectorsTest.elements("seesaw_conditioned.json", "cases");
  }

  /**
   * The fast path against double-double arithmetic on exact solutions: sin^2 1e-12, phases 1e-7
   * deg.
   */
  @ParameterizedTest
  @EnumSource(Ordering.class)
  void fastPathIsAsGoodAsDoubleDouble(Ordering ordering) {
    CandidateJudge judge = new CandidateJudge(table(ordering));
    int n = 3_000;
    double[] solutions =
        new ExactSampler(new AnarchyPrior("log4", 4), table(ordering), 41).solutions(n);
    int precise = 0;
    for (int i = 0; i < n; i++) {
      assertEquals(0, judge.judge(solutions, i * SIZE));
      precise += judge.wasPrecise() ? 1 : 0;
      assertAgree(precise(solutions, i * SIZE, ordering), judge.observables());
    }
    assertTrue(precise < 0.1 * n, precise + " of " + n + " needed the slow path");
  }

  /** Verdicts and values of prior draws, most far from the box, against the slow path. */
  @ParameterizedTest
  @EnumSource(Ordering.class)
  void verdictsAgreeWithDoubleDouble(Ordering ordering) {
    NufitTable table = table(ordering);
    CandidateJudge judge = new CandidateJudge(table);
    double[] p = new double[SIZE];
    for (int k = 0; k < 3_000; k++) {
      Prior.ALL.get(k % 5).draw(new CounterRandom(42, 0, k), p, 0);
      int verdict = judge.judge(p, 0);
      LeptonObservables o = precise(p, 0, ordering);
      int expected = 0;
      double[] value = {o.dm2_21(), o.dm2_3l(), o.s12sq(), o.s13sq(), o.s23sq()};
      for (int c = 0; c < Cut.OBSERVABLES; c++) {
        expected |= table.interval(Cut.values()[c]).contains(value[c]) ? 0 : 1 << c;
      }
      assertEquals(expected, verdict);
      assertAgree(o, judge.observables());
    }
  }

  /**
   * Candidates moved onto the end of an interval within the rounding of doubles: the verdict is
   * that of the double-double numbers, not of the fast path.
   */
  @Test
  void edgesAreDecidedPrecisely() {
    NufitTable table = table(Ordering.NO);
    CandidateJudge judge = new CandidateJudge(table);
    ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(1);
    double[] x = new double[SIZE];
    double[] p = new double[SIZE];
    int inside = 0;
    int precise = 0;
    for (int k = 0; k < 300; k++) {
      seesaw.drawPrior(new CounterRandom(43, 0, k), x, 0);
      seesaw.toParameters(x, 0, Ordering.NO, table.dm2_3l().high3(), p, 0);
      int verdict = judge.judge(p, 0);
      boolean expected = table.dm2_3l().contains(precise(p, 0, Ordering.NO).dm2_3l());
      assertEquals(expected, !Cut.DM2_3L.failedIn(verdict));
      precise += judge.wasPrecise() ? 1 : 0;
      inside += expected ? 1 : 0;
    }
    assertTrue(inside > 50 && inside < 250, "both sides occur: " + inside);
    assertTrue(precise > 100, "too close for the fast path: " + precise);
  }

  /**
   * 60-digit arithmetic on the same doubles, cond(Y) up to 1e6 and beyond: the wanted accuracies.
   */
  @ParameterizedTest
  @MethodSource("conditioned")
  void holdsAccuracyAtLargeConditionNumbers(JsonNode c) {
    Ordering ordering = Ordering.valueOf(c.get("ordering").asText());
    double[] y = pairs(c.get("Y_nu_re_im"));
    double[] m = new double[3];
    for (int i = 0; i < 3; i++) {
      m[i] = c.get("M_GeV").get(i).asDouble();
    }
    LeptonObservables o = LeptonSector.seesaw(y, m, c.get("v_GeV").asDouble(), DIAGONAL, ordering);
    JsonNode e = c.get("expected");
    assertEquals(e.get("s12sq").asDouble(), o.s12sq(), 1e-12);
    assertEquals(e.get("s13sq").asDouble(), o.s13sq(), 1e-12);
    assertEquals(e.get("s23sq").asDouble(), o.s23sq(), 1e-12);
    assertPhase(e.get("delta_deg").asDouble(), o.deltaDeg());
    assertPhase(e.get("alpha21_deg").asDouble(), o.alpha21Deg());
    assertPhase(e.get("alpha31_deg").asDouble(), o.alpha31Deg());
    assertRelative(e.get("mee_eV").asDouble(), o.meeEv());
    assertRelative(e.get("mbeta_eV").asDouble(), o.mbetaEv());
    assertRelative(e.get("m_eV").get(0).asDouble(), o.m1Ev());
    assertRelative(e.get("m_eV").get(1).asDouble(), o.m2Ev());
    assertRelative(e.get("m_eV").get(2).asDouble(), o.m3Ev());
    assertRelative(e.get("dm2_21").asDouble(), o.dm2_21());
    assertRelative(e.get("dm2_3l").asDouble(), o.dm2_3l());
    assertEquals(e.get("J").asDouble(), o.jarlskog(), 1e-12);
    double[] parameters = new double[SIZE];
    System.arraycopy(y, 0, parameters, 0, 18);
    for (int i = 0; i < 3; i++) {
      parameters[18 + i] = Math.log10(m[i]);
    }
    CandidateJudge judge = new CandidateJudge(table(ordering));
    judge.judge(parameters, 0);
    assertAgree(precise(parameters, 0, ordering), judge.observables());
  }

  @Test
  void sameInputGivesSameBits() {
    double[] solutions =
        new ExactSampler(new AnarchyPrior("log1", 1), table(Ordering.NO), 44).solutions(200);
    CandidateJudge first = new CandidateJudge(table(Ordering.NO));
    CandidateJudge second = new CandidateJudge(table(Ordering.NO));
    for (int i = 199; i >= 0; i--) {
      second.judge(solutions, (i * 7 % 200) * SIZE);
      assertEquals(first.judge(solutions, i * SIZE), second.judge(solutions, i * SIZE));
      assertEquals(first.observables(), second.observables());
      assertEquals(first.chi2(), second.chi2());
    }
  }

  @Test
  void namesFailedCutsAndWhatIsNotFinite() {
    CandidateJudge judge = new CandidateJudge(table(Ordering.NO));
    double[] p = new ExactSampler(new AnarchyPrior("deg", 0), table(Ordering.NO), 45).solutions(1);
    assertEquals(0, judge.judge(p, 0));
    assertTrue(judge.chi2() < 5 * 16);
    for (int i = 18; i < SIZE; i++) {
      p[i] += 0.5;
    }
    assertEquals(List.of("dm2_21", "dm2_3l"), Cut.words(judge.judge(p, 0)));
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e200}) {
      double[] q = p.clone();
      q[3] = bad;
      assertEquals(List.of("not_finite"), Cut.words(judge.judge(q, 0)));
      assertTrue(Double.isNaN(judge.chi2()));
      assertThrows(IllegalStateException.class, judge::observables);
    }
    double[] heavy = p.clone();
    Arrays.fill(heavy, 18, SIZE, 400);
    assertEquals(List.of("not_finite"), Cut.words(judge.judge(heavy, 0)));
    assertFalse(Cut.S12SQ.failedIn(Cut.NOT_FINITE.bit()));
  }

  /**
   * Against BigDecimal for whole and StrictMath.pow for other exponents: two units in the last
   * place.
   */
  @Test
  void powersOfTenAreAccurate() {
    for (int n = -30; n <= 30; n++) {
      assertEquals(new BigDecimal("1e" + n).doubleValue(), PowerOfTen.of(n));
      for (double part = -0.5; part < 0.5; part += 1.0 / 64) {
        double expected = StrictMath.pow(10, n + part);
        assertEquals(expected, PowerOfTen.of(n + part), 3.5 * Math.ulp(expected));
      }
    }
    assertEquals(0, PowerOfTen.of(-400));
    assertEquals(Double.POSITIVE_INFINITY, PowerOfTen.of(400));
    assertTrue(Double.isNaN(PowerOfTen.of(Double.NaN)));
  }

  /** Ten thousand verdicts make less garbage than one array of a candidate each would. */
  @Test
  void judgingAllocatesNothing() {
    CandidateJudge judge = new CandidateJudge(table(Ordering.NO));
    double[] solutions =
        new ExactSampler(new AnarchyPrior("deg", 0), table(Ordering.NO), 46).solutions(100);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int accepted = 0;
    long before = 0;
    for (int i = 0; i < 20_000; i++) {
      if (i == 10_000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      accepted += judge.judge(solutions, i % 100 * SIZE) == 0 ? 1 : 0;
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(20_000, accepted);
    assertTrue(bytes < 10_000L * SIZE * Double.BYTES / 2, bytes + " bytes");
  }

  /** The limit is a count of multiply-adds at their measured rate, so nothing exceeds it. */
  @Test
  void benchmarkReportsARatioBelowOne() {
    FilterBenchmark.Result r = FilterBenchmark.run(table(Ordering.NO), 0.2);
    assertTrue(r.ratioToLimit() > 0.01 && r.ratioToLimit() < 1, r.toString());
    assertEquals(r.ratioToLimit() * r.limitPerSecondPerCore(), r.candidatesPerSecondPerCore(), 1);
  }

  private static LeptonObservables precise(double[] p, int offset, Ordering ordering) {
    double[] m = new double[3];
    for (int i = 0; i < 3; i++) {
      m[i] = PowerOfTen.of(p[offset + 18 + i]);
    }
    double[] y = Arrays.copyOfRange(p, offset, offset + 18);
    return LeptonSector.seesaw(y, m, SeesawParameters.V_GEV, DIAGONAL, ordering);
  }

  private static void assertAgree(LeptonObservables expected, LeptonObservables actual) {
    assertEquals(expected.s12sq(), actual.s12sq(), 1e-12);
    assertEquals(expected.s13sq(), actual.s13sq(), 1e-12);
    assertEquals(expected.s23sq(), actual.s23sq(), 1e-12);
    assertRelative(expected.dm2_21(), actual.dm2_21());
    assertRelative(expected.dm2_3l(), actual.dm2_3l());
    assertRelative(expected.meeEv(), actual.meeEv());
    assertRelative(expected.mbetaEv(), actual.mbetaEv());
    assertRelative(expected.sumEv(), actual.sumEv());
    assertEquals(expected.jarlskog(), actual.jarlskog(), 1e-12);
    assertEquals(expected.deltaDeg().isEmpty(), actual.deltaDeg().isEmpty());
    assertEquals(expected.alpha31Deg().isEmpty(), actual.alpha31Deg().isEmpty());
    expected.deltaDeg().ifPresent(v -> assertPhase(v, actual.deltaDeg()));
    expected.alpha21Deg().ifPresent(v -> assertPhase(v, actual.alpha21Deg()));
    expected.alpha31Deg().ifPresent(v -> assertPhase(v, actual.alpha31Deg()));
    assertEquals(expected.mr2Gev(), actual.mr2Gev());
  }

  private static void assertPhase(double expected, OptionalDouble actual) {
    assertTrue(distance(expected, actual.getAsDouble()) < 1e-7, expected + " " + actual);
  }

  private static void assertRelative(double expected, double actual) {
    assertEquals(expected, actual, 1e-12 * Math.abs(expected));
  }

  private static NufitTable table(Ordering ordering) {
    return NufitRelease.named("NuFIT-6.0-SK").table(ordering);
  }
}
