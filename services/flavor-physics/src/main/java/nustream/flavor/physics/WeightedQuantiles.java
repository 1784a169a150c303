package nustream.flavor.physics;

import java.util.Arrays;

/** Quantiles of a weighted sample. */
final class WeightedQuantiles {
  private final double[][] sorted;
  private final double total;

  /** Values and weights &gt;= 0 of the same length, not all weights zero. */
  WeightedQuantiles(double[] value, double[] weight) {
    sorted = new double[value.length][];
    double sum = 0;
    for (int i = 0; i < value.length; i++) {
      sorted[i] = new double[] {value[i], weight[i]};
      sum += weight[i];
    }
    Arrays.sort(sorted, (a, b) -> Double.compare(a[0], b[0]));
    total = sum;
  }

  /** The smallest value with at least a share level of the weight at or below it. */
  double at(double level) {
    double below = 0;
    for (double[] pair : sorted) {
      below += pair[1];
      if (below >= level * total) {
        return pair[0];
      }
    }
    return sorted[sorted.length - 1][0];
  }
}
