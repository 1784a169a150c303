package nustream.learning.tuning.trial;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Real numbers from low to high, both included.
 *
 * @param low smallest value; greater than 0 when logarithmic
 * @param high greatest value; with a step it is lowered to low + k step
 * @param log whether equal ratios count as equal distances
 * @param step distance between values, or 0 for a continuum; not together with log
 */
public record FloatDistribution(double low, double high, boolean log, double step)
    implements Distribution {
  private static final double STEP_TOLERANCE = 1e-8;

  public FloatDistribution {
    if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "range " + low + " to " + high + ", want finite low <= high");
    }
    if (log && !(low > 0)) {
      throw new IllegalArgumentException("logarithmic range from " + low + ", must be above 0");
    }
    if (!(step >= 0) || (log && step > 0)) {
      throw new IllegalArgumentException(
          "step " + step + ", must be 0 or more, and 0 in a logarithmic range");
    }
    if (step > 0) {
      high = lastStep(low, high, step);
    }
  }

  // In decimal, so that 0 to 0.5 in steps of 0.1 ends at 0.5.
  private static double lastStep(double low, double high, double step) {
    BigDecimal from = BigDecimal.valueOf(low);
    BigDecimal width = BigDecimal.valueOf(step);
    BigDecimal steps = BigDecimal.valueOf(high).subtract(from).divide(width, 0, RoundingMode.FLOOR);
    return steps.multiply(width).add(from).doubleValue();
  }

  /** The scale on which this is sampled. */
  public NumericAxis axis() {
    return new NumericAxis(low, high, step, log);
  }

  @Override
  public boolean single() {
    return low == high;
  }

  @Override
  public boolean contains(double internal) {
    if (!(internal >= low && internal <= high)) {
      return false;
    }
    double steps = step == 0 ? 0 : (internal - low) / step;
    return Math.abs(steps - Math.rint(steps)) < STEP_TOLERANCE;
  }

  @Override
  public Double external(double internal) {
    return internal;
  }

  @Override
  public double internal(Object external) {
    if (external instanceof Number number && !Double.isNaN(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("value '" + external + "', want a number");
  }
}
