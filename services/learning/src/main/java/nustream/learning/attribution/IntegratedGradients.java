package nustream.learning.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import nustream.learning.torch.GradientModule;

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017, equation 1):
 *
 * <pre>
 * IG_i(x) = (x_i - x'_i) Int_0^1 dF(x' + t (x - x'))/dx_i dt
 * </pre>
 *
 * averaged over baselines x'. The sum over i is F(x) - F(x') but for the error of the integral.
 */
public final class IntegratedGradients {
  private final GradientModule module;
  private final AttributionSettings settings;
  private final double[][] nodesAndWeights;
  private final BooleanSupplier wanted;

  /**
   * Attribution of a module's output.
   *
   * @param module stays with the caller, who closes it
   */
  public IntegratedGradients(GradientModule module, AttributionSettings settings) {
    this(module, settings, () -> true);
  }

  /**
   * Attribution of a module's output that may be given up.
   *
   * @param module stays with the caller, who closes it
   * @param wanted asked between native calls whether to go on
   */
  public IntegratedGradients(
      GradientModule module, AttributionSettings settings, BooleanSupplier wanted) {
    this.module = module;
    this.settings = settings;
    this.nodesAndWeights = settings.rule().nodesAndWeights(settings.steps());
    this.wanted = wanted;
  }

  /**
   * Attributes the output for one input.
   *
   * @param input x
   * @param baselines x', at least one
   * @throws CancellationException when it is not wanted any more
   */
  public Attribution attribute(float[] input, List<float[]> baselines) {
    requireSize("input", input);
    if (baselines.isEmpty()) {
      throw new IllegalArgumentException("integrated gradients need at least one baseline");
    }
    double[] values = new double[input.length];
    double baselineOutput = 0;
    for (float[] baseline : baselines) {
      requireSize("baseline", baseline);
      double[] gradient = meanGradient(baseline, input);
      for (int i = 0; i < values.length; i++) {
        values[i] += ((double) input[i] - baseline[i]) * gradient[i] / baselines.size();
      }
      baselineOutput += module.value(baseline) / baselines.size();
    }
    return new Attribution(values, module.value(input), baselineOutput);
  }

  private double[] meanGradient(float[] baseline, float[] input) {
    double[] sum = new double[input.length];
    for (int from = 0; from < settings.steps(); from += settings.batch()) {
      if (!wanted.getAsBoolean()) {
        throw new CancellationException("the attribution is not wanted any more");
      }
      int to = Math.min(from + settings.batch(), settings.steps());
      float[] part =
          module.pathGradient(
              baseline,
              input,
              Arrays.copyOfRange(nodesAndWeights[0], from, to),
              Arrays.copyOfRange(nodesAndWeights[1], from, to));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i];
      }
    }
    return sum;
  }

  private void requireSize(String what, float[] values) {
    if (values.length != module.size()) {
      throw new IllegalArgumentException(
          what + " of " + values.length + " numbers, allowed " + module.size());
    }
  }
}
