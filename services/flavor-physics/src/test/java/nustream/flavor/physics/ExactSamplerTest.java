package nustream.flavor.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSamplerTest {
  private static final List<String> LEVELS = List.of("0.025", "0.16", "0.5", "0.84", "0.975");

  /**
   * anarchy_exact.json comes from rejection sampling of the prior, another method and another code,
   * with 1.2e5 and 1.7e5 samples; ours are 2e5 with ess 1.6e5. The M of the file belong to Y with
   * {@code <|Y|^2> = 1} over the prior, as here: no rescaling. Tolerance: the rank of the reference
   * value in our sample must agree with its level within 4.5 standard deviations of both samples,
   * sqrt(p(1-p)(1/1.2e5 + 1/1.6e5)).
   */
  @ParameterizedTest
  @ValueSource(strings = {"deg", "log1"})
  void agreesWithRejectionSampling(String spread) throws IOException {
    JsonNode reference = reference("NO|" + spread);
    double[] solutions = sampler(spread, Ordering.NO, 5).solutions(100_000);
    CandidateJudge judge = judge(Ordering.NO);
    int n = solutions.length / SeesawParameters.SIZE;
    double[][] value = new double[ExactQuantity.values().length][n];
    for (int i = 0; i < n; i++) {
      assertEquals(0, judge.judge(solutions, i * SeesawParameters.SIZE));
      LeptonObservables o = judge.observables();
      double[] row = {
        o.lightestEv(), o.sumEv(), o.meeEv(), o.mbetaEv(), o.mr1Gev(), o.mr2Gev(), o.mr3Gev()
      };
      for (int q = 0; q < row.length; q++) {
        value[q][i] = row[q];
      }
    }
    Map<String, Map<String, Double>> weighted =
        sampler(spread, Ordering.NO, 6).run(200_000).quantiles();
    double referenceSize = reference.get("n").asDouble();
    for (ExactQuantity quantity : ExactQuantity.values()) {
      JsonNode expected = reference.get(field(quantity));
      double[] sorted = value[quantity.ordinal()];
      Arrays.sort(sorted);
      for (int l = 0; l < LEVELS.size(); l++) {
        double p = Double.parseDouble(LEVELS.get(l));
        String what = quantity.column() + " " + p;
        double sigma = Math.sqrt(p * (1 - p) * (1 / referenceSize + 1.0 / n));
        assertEquals(p, rank(sorted, expected.get(l).asDouble()), 4.5 * sigma, what);
        double ours = weighted.get(quantity.column()).get(LEVELS.get(l));
        assertEquals(p, rank(sorted, ours), 4.5 * sigma, "weighted " + what);
      }
    }
  }

  /**
   * Inverted ordering against plain rejection: 2e7 prior draws hold about 1,200 (deg) whose ratio
   * of splittings is in the box. The quantity is m3/|dm2_32|^(1/2), which needs no scale; four
   * standard deviations.
   */
  @Test
  void invertedOrderingAgreesWithRejection() {
    NufitTable table = table(Ordering.IO);
    double low = table.dm2_21().low3() / -table.dm2_3l().low3();
    double high = table.dm2_21().high3() / -table.dm2_3l().high3();
    double[] rejected =
        java.util.stream.IntStream.range(0, 200)
            .parallel()
            .mapToObj(block -> lightestOfInverted(block, 50_000, low, high))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    double[] solutions = sampler("deg", Ordering.IO, 7).solutions(20_000);
    CandidateJudge judge = judge(Ordering.IO);
    double[] exact = new double[20_000];
    for (int i = 0; i < exact.length; i++) {
      assertEquals(0, judge.judge(solutions, i * SeesawParameters.SIZE));
      LeptonObservables o = judge.observables();
      exact[i] = o.m3Ev() / Math.sqrt(-o.dm2_3l());
    }
    Arrays.sort(exact);
    assertTrue(rejected.length > 300, rejected.length + " by rejection");
    for (double p : new double[] {0.16, 0.5, 0.84}) {
      double below = Arrays.stream(rejected).filter(v -> v <= exact[(int) (p * 20_000)]).count();
      double tolerance = 4 * Math.sqrt(p * (1 - p) / rejected.length);
      assertEquals(p, below / rejected.length, tolerance);
    }
  }

  private static double[] lightestOfInverted(int block, int draws, double low, double high) {
    ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(0);
    LightMass mass = new LightMass();
    CubicEigenvalues eigen = new CubicEigenvalues();
    CounterRandom rng = new CounterRandom(8, block, 0);
    double[] x = new double[SeesawParameters.SIZE];
    double[] found = new double[draws];
    int n = 0;
    for (int k = 0; k < draws; k++) {
      seesaw.drawPrior(rng, x, 0);
      mass.loadScaleFree(x, 0, 0);
      eigen.compute(mass.hr, mass.hi);
      double ratio = eigen.ratio(Ordering.IO);
      if (ratio > low && ratio < high) {
        found[n++] = Math.sqrt(eigen.low / (eigen.high - eigen.low));
      }
    }
    return Arrays.copyOf(found, n);
  }

  /** KS distance below 1.95/sqrt(n): the 0.1 % point of the Kolmogorov distribution. */
  @ParameterizedTest
  @EnumSource(Ordering.class)
  void phasesAreUniform(Ordering ordering) {
    int n = 10_000;
    double[] solutions = sampler("log1", ordering, 9).solutions(n);
    CandidateJudge judge = judge(ordering);
    double[][] phase = new double[3][n];
    for (int i = 0; i < n; i++) {
      assertEquals(0, judge.judge(solutions, i * SeesawParameters.SIZE));
      LeptonObservables o = judge.observables();
      phase[0][i] = o.deltaDeg().getAsDouble();
      phase[1][i] = o.alpha21Deg().getAsDouble();
      phase[2][i] = o.alpha31Deg().getAsDouble();
    }
    for (double[] sorted : phase) {
      Arrays.sort(sorted);
      double distance = 0;
      for (int i = 0; i < n; i++) {
        double f = sorted[i] / 360;
        distance = Math.max(distance, Math.max(Math.abs(f - (double) i / n), (i + 1.0) / n - f));
      }
      assertTrue(distance < 1.95 / Math.sqrt(n), "KS distance " + distance);
    }
  }

  @Test
  void dependsOnTheSeedAlone() throws Exception {
    ExactSampler sampler = sampler("log1", Ordering.NO, 10);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      assertEquals(sampler.run(9_000), one.submit(() -> sampler.run(9_000)).get());
      double[] alone = one.submit(() -> sampler.solutions(300)).get();
      assertArrayEquals(sampler.solutions(300), alone);
      assertArrayEquals(alone, Arrays.copyOf(sampler.solutions(301), alone.length));
    } finally {
      one.shutdown();
    }
    assertTrue(sampler.run(9_000).ess() > 0.7 * 9_000);
  }

  @ParameterizedTest
  @CsvSource({"0", "5000001"})
  void refusesCountsOutOfRange(int n) {
    assertThrows(IllegalArgumentException.class, () -> sampler("deg", Ordering.NO, 1).run(n));
  }

  /** The closed form against a sum over 4e6 cells of the transformed integrand, good to 1e-3. */
  @Test
  void spectrumIntegralAgreesWithQuadrature() {
    double[] k = {1.5, 0.7, 1.1};
    int cells = 160;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      double a = halfLine(i, cells);
      for (int j = 0; j < cells; j++) {
        double b = a + halfLine(j, cells);
        for (int l = 0; l < cells; l++) {
          double c = b + halfLine(l, cells);
          double jacobian = slope(i, cells) * slope(j, cells) * slope(l, cells);
          sum +=
              jacobian
                  * (b * b - a * a)
                  * (c * c - b * b)
                  * (c * c - a * a)
                  * Math.exp(-k[0] * a - k[1] * b - k[2] * c);
        }
      }
    }
    sum /= Math.pow(cells, 3);
    assertEquals(sum, new SpectrumIntegral().value(k[0], k[1], k[2]), 1e-3 * sum);
  }

  private static double halfLine(int i, int cells) {
    double u = (i + 0.5) / cells;
    return 2 * u / (1 - u);
  }

  private static double slope(int i, int cells) {
    double u = (i + 0.5) / cells;
    return 2 / ((1 - u) * (1 - u));
  }

  private static double rank(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, value);
    return (at < 0 ? -at - 1 : at + 1) / (double) sorted.length;
  }

  private static String field(ExactQuantity quantity) {
    return switch (quantity) {
      case MR1 -> "M1_GeV_for_rmsY1";
      case MR2 -> "M2";
      case MR3 -> "M3";
      default -> quantity.column();
    };
  }

  private static JsonNode reference(String name) throws IOException {
    try (InputStream in = ExactSamplerTest.class.getResourceAsStream("/anarchy_exact.json")) {
      return new ObjectMapper().readTree(in).get("results").get(name);
    }
  }

  private static ExactSampler sampler(String spread, Ordering ordering, long seed) {
    return new ExactSampler((AnarchyPrior) Prior.named("anarchy/" + spread), table(ordering), seed);
  }

  private static CandidateJudge judge(Ordering ordering) {
    return new CandidateJudge(table(ordering));
  }

  private static NufitTable table(Ordering ordering) {
    return NufitRelease.named("NuFIT-6.0-SK").table(ordering);
  }
}
