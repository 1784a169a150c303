package nustream.learning.tuning.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import nustream.learning.tuning.Objective;
import nustream.learning.tuning.Studies;
import nustream.learning.tuning.Study;
import nustream.learning.tuning.Trial;
import nustream.learning.tuning.trial.TrialRecord;
import org.junit.jupiter.api.Test;

class TpeSamplerTest {
  private static final int SEEDS = 11;
  private static final int TRIALS = 60;

  private static double sphere(Trial trial) {
    double sum = 0;
    for (String name : List.of("x", "y", "z")) {
      double x = trial.suggestFloat(name, -5, 5);
      sum += (x - 1) * (x - 1);
    }
    return sum;
  }

  /** Minimum 0.397887 (Dixon and Szego 1978). */
  private static double branin(Trial trial) {
    double x = trial.suggestFloat("x", -5, 10);
    double y = trial.suggestFloat("y", 0, 15);
    double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  }

  /** The kinds of parameters that a network has; the minimum is 0. */
  private static double mixed(Trial trial) {
    double rate = trial.suggestLogFloat("rate", 1e-5, 1e-1);
    int width = trial.suggestLogInt("width", 8, 64);
    int depth = trial.suggestInt("depth", 2, 8, 2);
    double dropout = trial.suggestFloat("dropout", 0, 0.5, 0.1);
    String pooling = trial.suggestCategorical("pooling", List.of("average", "greatest", "last"));
    double offset = Math.log10(rate) + 3;
    return offset * offset
        + Math.abs(Math.log(width / 32.0))
        + 0.3 * Math.abs(depth - 6)
        + 2 * Math.abs(dropout - 0.2)
        + (pooling.equals("average") ? 0 : 1);
  }

  private static double medianBest(Objective objective, LongFunction<Sampler> samplers)
      throws Exception {
    double[] best = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      try (Study study = Studies.inMemory(samplers.apply(seed))) {
        study.optimize(objective, TRIALS);
        best[seed] = study.best().orElseThrow().value().getAsDouble();
      }
    }
    Arrays.sort(best);
    return best[SEEDS / 2];
  }

  private static void assertBeatsRandom(Objective objective) throws Exception {
    double tpe = medianBest(objective, seed -> new TpeSampler(TpeSettings.defaults(seed)));
    double random = medianBest(objective, RandomSampler::new);
    // Equal samplers would give a ratio around 1; a third less is far outside their scatter.
    assertTrue(tpe < 0.67 * random, "median best: " + tpe + ", random " + random);
  }

  @Test
  void beatsRandomOnTheSphere() throws Exception {
    assertBeatsRandom(TpeSamplerTest::sphere);
  }

  @Test
  void beatsRandomOnBranin() throws Exception {
    assertBeatsRandom(trial -> branin(trial) - 0.397887);
  }

  @Test
  void beatsRandomOnMixedParameters() throws Exception {
    assertBeatsRandom(TpeSamplerTest::mixed);
  }

  @Test
  void theSameSeedGivesTheSameTrials() throws Exception {
    assertEquals(parameters(3), parameters(3));
    assertNotEquals(parameters(3), parameters(4));
  }

  private static List<Object> parameters(long seed) throws Exception {
    try (Study study = Studies.inMemory(new TpeSampler(TpeSettings.defaults(seed)))) {
      study.optimize(TpeSamplerTest::mixed, 15);
      return study.snapshot().trials().stream().map(t -> (Object) t.parameters()).toList();
    }
  }

  @Test
  void theConstantLiarSpreadsParallelTrials() throws Exception {
    double[] ratios = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      ratios[seed] = spread(seed, true) / spread(seed, false);
    }
    Arrays.sort(ratios);
    assertTrue(ratios[SEEDS / 2] > 1.2, "median of spread ratios: " + ratios[SEEDS / 2]);
  }

  /** Mean distance to the nearest of 8 trials that run at the same time. */
  private static double spread(long seed, boolean liar) throws Exception {
    try (Study study = Studies.inMemory(new TpeSampler(new TpeSettings(10, 24, liar, seed)))) {
      study.optimize(TpeSamplerTest::sphere, 30);
      List<double[]> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Trial trial = study.ask();
        sphere(trial);
        TrialRecord record = trial.record();
        running.add(record.parameters().values().stream().mapToDouble(p -> p.internal()).toArray());
      }
      double sum = 0;
      for (double[] one : running) {
        sum +=
            running.stream()
                .filter(other -> other != one)
                .mapToDouble(other -> distance(one, other))
                .min()
                .orElseThrow();
      }
      return sum / running.size();
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void aParameterThatOnlySomeTrialsHaveIsLearntAlone() throws Exception {
    try (Study study = Studies.inMemory(new TpeSampler(TpeSettings.defaults(1)))) {
      study.optimize(
          trial -> {
            String kind = trial.suggestCategorical("kind", List.of("flat", "curved"));
            return kind.equals("flat") ? 2 : Math.abs(trial.suggestFloat("x", 0, 10) - 7);
          },
          60);
      TrialRecord best = study.best().orElseThrow();
      assertEquals("curved", best.parameters().get("kind").value());
      assertTrue(best.value().getAsDouble() < 0.3, "best " + best.value()); // random: 10/30 apart
    }
  }
}
