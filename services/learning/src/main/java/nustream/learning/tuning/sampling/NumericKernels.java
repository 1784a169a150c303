package nustream.learning.tuning.sampling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import nustream.learning.tuning.trial.NumericAxis;
import org.hipparchus.special.Erf;

/**
 * Kernels of a numeric parameter: Gaussians on the parameter's scale t, truncated to its range [a,
 * b]; a discrete value has the mass of its cell.
 *
 * <p>mu_i is the observation; sigma_i the greater distance to its sorted neighbours, clipped to [(b
 * - a) / min(100, K + 1), b - a] with K kernels; the prior has mu = (a + b)/2, sigma = b - a. As in
 * Optuna's TPESampler (_ParzenEstimator, versions 4.1 to 5.0); the ends of the range count as
 * neighbours only for a lone observation.
 */
final class NumericKernels implements ParameterKernels {
  private static final double SQRT2 = Math.sqrt(2);
  private static final double LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);
  private static final double MOST_KERNELS = 100;

  private final NumericAxis axis;
  private final double lower;
  private final double upper;
  private final double[] mu;
  private final double[] sigma;
  private final double[] logNorm;
  private final Map<Double, double[]> logMasses = new HashMap<>();

  /** Observations outside the range, from trials that had a wider one, count as at its ends. */
  NumericKernels(double[] observations, NumericAxis axis) {
    this.axis = axis;
    this.lower = axis.lower();
    this.upper = axis.upper();
    int n = observations.length;
    mu = new double[n + 1];
    for (int i = 0; i < n; i++) {
      mu[i] = Math.min(Math.max(axis.scale(observations[i]), lower), upper);
    }
    sigma = sigmas(Arrays.copyOf(mu, n));
    mu[n] = 0.5 * (lower + upper);
    sigma[n] = upper - lower;
    logNorm = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      logNorm[k] = Math.log(mass(lower, upper, k));
    }
  }

  private double[] sigmas(double[] observed) {
    int n = observed.length;
    double range = upper - lower;
    double narrowest = range / Math.min(MOST_KERNELS, n + 2);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> observed[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sigmas = new double[n + 1];
    for (int rank = 0; rank < n; rank++) {
      double here = observed[order[rank]];
      boolean first = rank == 0;
      boolean last = rank == n - 1;
      double below = first ? here - lower : here - observed[order[rank - 1]];
      double above = last ? upper - here : observed[order[rank + 1]] - here;
      double distance = Math.max(below, above);
      if (n > 1 && (first || last)) {
        distance = first ? above : below;
      }
      sigmas[order[rank]] = Math.min(Math.max(distance, narrowest), range);
    }
    return sigmas;
  }

  @Override
  public double draw(int k, RandomGenerator random) {
    double from = normal((lower - mu[k]) / sigma[k]);
    double to = normal((upper - mu[k]) / sigma[k]);
    double p = from + random.nextDouble() * (to - from);
    double t = mu[k] - sigma[k] * SQRT2 * Erf.erfcInv(2 * p);
    return axis.value(Math.min(Math.max(t, lower), upper));
  }

  @Override
  public double logDensity(int k, double value) {
    if (axis.discrete()) {
      return logMasses.computeIfAbsent(value, this::logMasses)[k];
    }
    double z = (axis.scale(value) - mu[k]) / sigma[k];
    return -0.5 * z * z - LOG_SQRT_2PI - Math.log(sigma[k]) - logNorm[k];
  }

  /** By kernel; candidates of a discrete parameter are few values many times. */
  private double[] logMasses(double value) {
    double[] masses = new double[mu.length];
    for (int k = 0; k < masses.length; k++) {
      masses[k] = Math.log(mass(axis.cellLower(value), axis.cellUpper(value), k)) - logNorm[k];
    }
    return masses;
  }

  /** Gaussian mass from t1 to t2; by symmetry from the tail, where it has all its digits. */
  private double mass(double t1, double t2, int k) {
    double z1 = (t1 - mu[k]) / sigma[k];
    double z2 = (t2 - mu[k]) / sigma[k];
    return z1 > 0 ? normal(-z1) - normal(-z2) : normal(z2) - normal(z1);
  }

  private static double normal(double z) {
    return 0.5 * Erf.erfc(-z / SQRT2);
  }
}
