package nustream.learning.attribution;

import java.util.Arrays;

/**
 * How much each number of an input adds to the output.
 *
 * @param values one per number of the input
 * @param output F(x)
 * @param baselineOutput F(x'), the mean of several baselines
 */
public record Attribution(double[] values, double output, double baselineOutput) {

  /** The sum of all attributions. */
  public double sum() {
    return Arrays.stream(values).sum();
  }

  /** sum - (F(x) - F(x')): 0 for an exact integral (completeness, Sundararajan et al. 2017). */
  public double completenessError() {
    return sum() - (output - baselineOutput);
  }
}
