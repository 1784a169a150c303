package nustream.learning.tuning.sampling;

import java.util.random.RandomGenerator;

/**
 * One parameter's part of a Parzen mixture: a distribution around each observation, and a last one,
 * the prior, that covers the whole range.
 */
interface ParameterKernels {

  /** Draws a value from kernel k. */
  double draw(int k, RandomGenerator random);

  /** Log-probability of a value (discrete) or log-density on the parameter's scale, in kernel k. */
  double logDensity(int k, double value);
}
