package nustream.sampler.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingScheduleTest {
  @Test
  void signalAndNoiseShareTheVariance() {
    for (SamplingSchedule.Step step : SamplingSchedule.of(50, 0.5).steps()) {
      NoiseLevel level = step.level();
      assertEquals(1, level.alpha() * level.alpha() + level.sigma() * level.sigma(), 1e-14);
      assertEquals(level.logRatio(), Math.log(level.sigma() / level.alpha()), 1e-12);
    }
  }

  @Test
  void levelsFallFromNearlyPureNoiseToNearlyNone() {
    List<SamplingSchedule.Step> steps = SamplingSchedule.of(30, 0).steps();
    assertEquals(30, steps.size());
    assertEquals(Math.log(20), steps.get(0).level().logRatio(), 1e-12);
    assertEquals(Math.log(0.001), steps.get(29).level().logRatio(), 1e-12);
    for (int k = 1; k < 30; k++) {
      assertTrue(steps.get(k).level().sigma() < steps.get(k - 1).level().sigma());
    }
  }

  @Test
  void theLastStepAnswersThePredictedSignal() {
    SamplingSchedule.Step last = SamplingSchedule.of(10, 1).steps().get(9);
    assertEquals(last.level().alpha(), last.state(), 1e-14);
    assertEquals(-last.level().sigma(), last.velocity(), 1e-14);
    assertEquals(0, last.noise());
  }

  /** Where v = 0 the prior, a standard normal, is kept whatever the number of steps. */
  @ParameterizedTest
  @CsvSource({"0", "0.5", "1"})
  void aStepKeepsThePrior(double eta) {
    List<SamplingSchedule.Step> steps = SamplingSchedule.of(5, eta).steps();
    for (SamplingSchedule.Step step : steps.subList(0, 4)) {
      assertEquals(1, Math.hypot(step.state(), step.noise()), 1e-12);
    }
  }

  /** Small steps agree with DDIM's x' = cos x + sin v to first order in the angle. */
  @Test
  void aDeterministicStepTurnsByTheAngleBetweenTheLevels() {
    List<SamplingSchedule.Step> steps = SamplingSchedule.of(500, 0).steps();
    for (int k = 0; k + 1 < steps.size(); k++) {
      NoiseLevel from = steps.get(k).level();
      NoiseLevel to = steps.get(k + 1).level();
      double angle = Math.asin(from.sigma()) - Math.asin(to.sigma());
      assertEquals(-Math.sin(angle), steps.get(k).velocity(), 1e-12);
    }
  }

  /** x_0 ~ N(0.5, 0.4^2), for which E[v | x_t] is known: the loop must give its moments back. */
  @ParameterizedTest
  @CsvSource({"0", "0.5", "1"})
  void aKnownScoreGivesItsDistribution(double eta) {
    double mean = 0.5;
    double variance = 0.16;
    List<SamplingSchedule.Step> steps = SamplingSchedule.of(100, eta).steps();
    CounterRandom random = new CounterRandom(3, 0, 0);
    int n = 10_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      for (SamplingSchedule.Step step : steps) {
        double a = step.level().alpha();
        double s = step.level().sigma();
        double signal = mean + a * variance / (a * a * variance + s * s) * (x - a * mean);
        double velocity = (a * x - signal) / s;
        x = step.state() * x + step.velocity() * velocity + step.noise() * random.nextGaussian();
      }
      sum += x;
      squares += x * x;
    }
    double found = sum / n;
    // Four standard errors of the mean are 0.016. Starting from pure noise at sigma/alpha = 20
    // leaves
    // out alpha x 0.5 = 0.025, of which the deterministic loop carries 0.4 to the end.
    assertEquals(mean, found, 0.016 + 0.01);
    // Four standard errors of the deviation are 0.011; 100 steps lose another per cent.
    assertEquals(0.4, Math.sqrt(squares / n - found * found), 0.018);
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThrows(IllegalArgumentException.class, () -> SamplingSchedule.of(1, 0));
    assertThrows(IllegalArgumentException.class, () -> SamplingSchedule.of(10, 1.1));
    assertThrows(IllegalArgumentException.class, () -> SamplingSchedule.of(10, Double.NaN));
  }
}
