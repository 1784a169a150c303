package nustream.learning.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Inputs that mean "nothing there", from which the paths start. */
public final class Baselines {
  private Baselines() {}

  /** Zero everywhere. */
  public static List<float[]> zero(int size) {
    return List.of(new float[size]);
  }

  /**
   * White Gaussian noise around zero.
   *
   * @param sigma standard deviation of each number, 0 or more
   * @param count number of baselines, whose attributions are averaged (expected gradients)
   */
  public static List<float[]> noise(int size, double sigma, int count, long seed) {
    if (!(sigma >= 0) || count < 1) {
      throw new IllegalArgumentException(
          "noise sigma = " + sigma + ", allowed 0 or more; baselines = " + count + ", 1 or more");
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<float[]> baselines = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      float[] baseline = new float[size];
      for (int i = 0; i < size; i++) {
        baseline[i] = (float) (sigma * random.nextGaussian());
      }
      baselines.add(baseline);
    }
    return baselines;
  }
}
