package nustream.flavor.physics.bench;

import java.lang.management.ManagementFactory;
import nustream.flavor.physics.AnarchyPrior;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.ExactSampler;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.SeesawParameters;

/**
 * Speed of observables and verdict per second of processor time of one core, beside a limit
 * measured in the same run.
 *
 * <p>The candidates are exact solutions, so every one of them is accepted and pays for the full set
 * of observables: the dearest case of the filter.
 *
 * <p>The limit: what the same core would do if the arithmetic of a candidate were scalar
 * multiply-adds without any dependence, division, square root or branch. {@link #MULTIPLY_ADDS}
 * counts those of the fast path (three Jacobi sweeps); the rate is measured on eight independent
 * chains. Nothing can reach it; a ratio of a few tenths means that the latency of divisions, roots
 * and arctangents is what remains.
 */
public final class FilterBenchmark {
  /**
   * Multiply-adds per candidate, counted from the code: m 6 x 3 x 5 = 90; H 6 x 3 x 4 = 72; three
   * sweeps of three rotations of 9 column pairs at 12 each = 972; projection (9 + 6) x 3 x 4 = 180;
   * phases 3 x 24 and correction 3 x 3 x 8 = 144; angles, phases, J, masses and cuts 160.
   */
  public static final int MULTIPLY_ADDS = 90 + 72 + 972 + 180 + 144 + 160;

  private static final int CANDIDATES = 2_000;
  private static final int CHAINS = 8;
  private static final long SEED = 1;

  private FilterBenchmark() {}

  /**
   * What was measured.
   *
   * @param candidatesPerSecondPerCore observables and verdict
   * @param limitPerSecondPerCore the same core's scalar multiply-add rate over the multiply-adds
   *     per candidate
   * @param ratioToLimit the first over the second
   * @param limit what the limit is, in words
   */
  public record Result(
      double candidatesPerSecondPerCore,
      double limitPerSecondPerCore,
      double ratioToLimit,
      String limit) {}

  /**
   * Measures for about the given time, plus warm-up of as much.
   *
   * @param seconds 0.1 to 60
   */
  public static Result run(NufitTable table, double seconds) {
    if (!(seconds >= 0.1 && seconds <= 60)) {
      throw new IllegalArgumentException("seconds = " + seconds + ", allowed 0.1 to 60");
    }
    double[] solutions =
        new ExactSampler(new AnarchyPrior("log1", 1), table, SEED).solutions(CANDIDATES);
    CandidateJudge judge = new CandidateJudge(table);
    judgeFor(judge, solutions, seconds);
    multiplyAddFor(seconds / 2);
    // Taken in turns, so that a neighbour on the same core slows both alike.
    double candidates = 0;
    double multiplyAdds = 0;
    int turns = 5;
    for (int turn = 0; turn < turns; turn++) {
      candidates += judgeFor(judge, solutions, seconds / turns) / turns;
      multiplyAdds += multiplyAddFor(seconds / turns) / turns;
    }
    double limit = multiplyAdds / MULTIPLY_ADDS;
    return new Result(
        candidates,
        limit,
        candidates / limit,
        "scalar multiply-adds per second of one core on "
            + CHAINS
            + " independent chains, over "
            + MULTIPLY_ADDS
            + " per candidate");
  }

  /** Processor time of this thread: a busy neighbour does not count. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Candidates per second. */
  private static double judgeFor(CandidateJudge judge, double[] solutions, double seconds) {
    long start = processorNanos();
    long done = 0;
    double sink = 0;
    while (processorNanos() - start < seconds * 1e9) {
      for (int i = 0; i < CANDIDATES; i++) {
        if (judge.judge(solutions, SeesawParameters.SIZE * i) == 0) {
          sink += judge.observables().meeEv() + judge.chi2();
        }
      }
      done += CANDIDATES;
    }
    if (!(sink > 0)) {
      throw new IllegalStateException("no candidate was accepted");
    }
    return done / ((processorNanos() - start) / 1e9);
  }

  /** Multiply-adds per second. */
  private static double multiplyAddFor(double seconds) {
    int inner = 20_000;
    long start = processorNanos();
    long done = 0;
    double sink = 0;
    while (processorNanos() - start < seconds * 1e9) {
      sink += chains(inner, 0.999999 + done * 1e-30);
      done += (long) inner * CHAINS;
    }
    if (Double.isNaN(sink)) {
      throw new IllegalStateException("the chains diverged");
    }
    return done / ((processorNanos() - start) / 1e9);
  }

  private static double chains(int count, double factor) {
    double a = 1;
    double b = 2;
    double c = 3;
    double d = 4;
    double e = 5;
    double f = 6;
    double g = 7;
    double h = 8;
    for (int k = 0; k < count; k++) {
      a = Math.fma(a, factor, 1e-9);
      b = Math.fma(b, factor, 1e-9);
      c = Math.fma(c, factor, 1e-9);
      d = Math.fma(d, factor, 1e-9);
      e = Math.fma(e, factor, 1e-9);
      f = Math.fma(f, factor, 1e-9);
      g = Math.fma(g, factor, 1e-9);
      h = Math.fma(h, factor, 1e-9);
    }
    return a + b + c + d + e + f + g + h;
  }
}
