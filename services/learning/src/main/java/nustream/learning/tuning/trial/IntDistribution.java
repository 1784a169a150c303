package nustream.learning.tuning.trial;

/**
 * Whole numbers from low to high, both included.
 *
 * @param low smallest value; 1 or more when logarithmic
 * @param high greatest value; lowered to low + k step
 * @param log whether equal ratios count as equal distances
 * @param step distance between values, 1 or more; 1 when logarithmic
 */
public record IntDistribution(int low, int high, boolean log, int step) implements Distribution {
  public IntDistribution {
    if (low > high) {
      throw new IllegalArgumentException("range " + low + " to " + high + ", want low <= high");
    }
    if (log && low < 1) {
      throw new IllegalArgumentException("logarithmic range from " + low + ", must be 1 or more");
    }
    if (step < 1 || (log && step != 1)) {
      throw new IllegalArgumentException(
          "step " + step + ", must be 1 or more, and 1 in a logarithmic range");
    }
    high = (int) (low + ((long) high - low) / step * step);
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
    return internal >= low && internal <= high && (internal - low) % step == 0;
  }

  @Override
  public Integer external(double internal) {
    return (int) internal;
  }

  @Override
  public double internal(Object external) {
    if (external instanceof Number number && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    throw new IllegalArgumentException("value '" + external + "', want a whole number");
  }
}
