package nustream.learning.tuning.sampling;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Kernels of a categorical parameter: each observation's choice with weight 1 over all choices with
 * weight 1/K, K kernels, normalised; the prior is uniform.
 */
final class CategoricalKernels implements ParameterKernels {
  private final double[][] probabilities;

  CategoricalKernels(double[] observations, int choices) {
    int kernels = observations.length + 1;
    probabilities = new double[kernels][choices];
    for (int k = 0; k < kernels; k++) {
      Arrays.fill(probabilities[k], 1.0 / kernels);
      if (k < observations.length) {
        probabilities[k][(int) observations[k]] += 1;
      }
      double sum = Arrays.stream(probabilities[k]).sum();
      for (int choice = 0; choice < choices; choice++) {
        probabilities[k][choice] /= sum;
      }
    }
  }

  @Override
  public double draw(int k, RandomGenerator random) {
    double left = random.nextDouble();
    int choice = 0;
    while (choice < probabilities[k].length - 1 && left >= probabilities[k][choice]) {
      left -= probabilities[k][choice];
      choice++;
    }
    return choice;
  }

  @Override
  public double logDensity(int k, double value) {
    return Math.log(probabilities[k][(int) value]);
  }
}
