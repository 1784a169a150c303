package nustream.learning.tuning.sampling;

import java.util.Map;
import java.util.random.RandomGenerator;
import nustream.learning.tuning.trial.CategoricalDistribution;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.FloatDistribution;
import nustream.learning.tuning.trial.IntDistribution;
import nustream.learning.tuning.trial.NumericAxis;
import nustream.learning.tuning.trial.StudySnapshot;

/** Every value with the same probability, on the parameter's own scale. */
public final class RandomSampler implements Sampler {
  private final long seed;

  public RandomSampler(long seed) {
    this.seed = seed;
  }

  @Override
  public Map<String, Choice> chooseTogether(StudySnapshot history, int number) {
    return Map.of();
  }

  @Override
  public double chooseAlone(
      StudySnapshot history, int number, String name, Distribution distribution) {
    RandomGenerator random = TrialRandom.of(seed, number, name);
    if (distribution instanceof FloatDistribution range) {
      return uniform(range.axis(), random);
    }
    if (distribution instanceof IntDistribution range) {
      return uniform(range.axis(), random);
    }
    return random.nextInt(((CategoricalDistribution) distribution).choices().size());
  }

  private static double uniform(NumericAxis axis, RandomGenerator random) {
    return axis.value(axis.lower() + random.nextDouble() * (axis.upper() - axis.lower()));
  }
}
