package nustream.learning.tuning.sampling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import nustream.learning.tuning.trial.CategoricalDistribution;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.FloatDistribution;
import nustream.learning.tuning.trial.IntDistribution;

/**
 * A density over all parameters of a space together: p(x) = sum_k w_k prod_d p_kd(x_d), one kernel
 * per observation and one for the prior (Bergstra et al. 2011; multivariate: Falkner et al. 2018).
 */
final class ParzenMixture {
  private static final int FULL_WEIGHTS = 25;

  private final Map<String, ParameterKernels> kernels = new LinkedHashMap<>();
  private final double[] weights;

  /**
   * @param space the parameters
   * @param observations internal values of every parameter of the space, the oldest first
   */
  ParzenMixture(Map<String, Distribution> space, List<Map<String, Double>> observations) {
    weights = weights(observations.size());
    space.forEach(
        (name, distribution) -> {
          double[] values = observations.stream().mapToDouble(seen -> seen.get(name)).toArray();
          kernels.put(name, kernels(values, distribution));
        });
  }

  private static ParameterKernels kernels(double[] values, Distribution distribution) {
    if (distribution instanceof FloatDistribution range) {
      return new NumericKernels(values, range.axis());
    }
    if (distribution instanceof IntDistribution range) {
      return new NumericKernels(values, range.axis());
    }
    return new CategoricalKernels(
        values, ((CategoricalDistribution) distribution).choices().size());
  }

  /**
   * Weights of n observations and the prior: 1 for the latest 25 and the prior, rising from 1/n for
   * those before; normalised.
   */
  static double[] weights(int n) {
    double[] weights = new double[n + 1];
    int ramp = Math.max(0, n - FULL_WEIGHTS);
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      double from = n == 0 ? 1 : 1.0 / n;
      if (i >= ramp) {
        weights[i] = 1;
      } else {
        weights[i] = ramp == 1 ? from : from + (1 - from) * i / (ramp - 1);
      }
      sum += weights[i];
    }
    for (int i = 0; i <= n; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Draws one point. */
  Map<String, Double> draw(RandomGenerator random) {
    double left = random.nextDouble();
    int k = 0;
    while (k < weights.length - 1 && left >= weights[k]) {
      left -= weights[k];
      k++;
    }
    Map<String, Double> point = new LinkedHashMap<>();
    for (Map.Entry<String, ParameterKernels> parameter : kernels.entrySet()) {
      point.put(parameter.getKey(), parameter.getValue().draw(k, random));
    }
    return point;
  }

  /** ln p of a point; densities of continuous parameters are on their own scale. */
  double logDensity(Map<String, Double> point) {
    double[] terms = new double[weights.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < weights.length; k++) {
      terms[k] = Math.log(weights[k]);
      for (Map.Entry<String, ParameterKernels> parameter : kernels.entrySet()) {
        terms[k] += parameter.getValue().logDensity(k, point.get(parameter.getKey()));
      }
      greatest = Math.max(greatest, terms[k]);
    }
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - greatest);
    }
    return greatest + Math.log(sum);
  }
}
