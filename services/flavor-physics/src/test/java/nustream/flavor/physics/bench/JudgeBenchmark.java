package nustream.flavor.physics.bench;

import java.util.concurrent.TimeUnit;
import nustream.flavor.physics.AnarchyPrior;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.ExactSampler;
import nustream.flavor.physics.LeptonObservables;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.Prior;
import nustream.flavor.physics.SeesawParameters;
import nustream.flavor.physics.random.CounterRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Time per candidate on one core; run {@link #main} from the test class path. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JudgeBenchmark {
  private static final int CANDIDATES = 4096;

  private CandidateJudge judge;
  private double[] solutions;
  private double[] draws;
  private int next;

  /** Candidates of both kinds: all accepted, and hardly any. */
  @Setup
  public void prepare() {
    NufitTable table = NufitRelease.named(NufitRelease.DEFAULT_NAME).table(Ordering.NO);
    judge = new CandidateJudge(table);
    solutions = new ExactSampler(new AnarchyPrior("log1", 1), table, 1).solutions(CANDIDATES);
    draws = new double[solutions.length];
    Prior prior = Prior.named("anarchy/log1");
    for (int i = 0; i < CANDIDATES; i++) {
      prior.draw(new CounterRandom(1, 0, i), draws, SeesawParameters.SIZE * i);
    }
  }

  /** Verdict and all observables of an accepted candidate. */
  @Benchmark
  public LeptonObservables acceptedWithObservables() {
    judge.judge(solutions, advance());
    return judge.observables();
  }

  /** Verdict of a draw from the prior. */
  @Benchmark
  public int verdictOfPriorDraw() {
    return judge.judge(draws, advance());
  }

  private int advance() {
    next = (next + 1) & (CANDIDATES - 1);
    return SeesawParameters.SIZE * next;
  }

  /** Runs both. */
  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(JudgeBenchmark.class.getSimpleName()).build()).run();
  }
}
