package nustream.learning.tuning.trial;

/**
 * The scale on which a number is sampled: t = x, or t = ln x. A value of a discrete parameter
 * stands for the cell of half a step to either side, so that the ends are as likely as the rest.
 *
 * @param low smallest value x
 * @param high greatest value x
 * @param step distance between values, 0 for a continuum
 * @param log whether t = ln x
 */
public record NumericAxis(double low, double high, double step, boolean log) {

  /** Lower end of the scale, in t. */
  public double lower() {
    return scale(low - step / 2);
  }

  /** Upper end of the scale, in t. */
  public double upper() {
    return scale(high + step / 2);
  }

  /** Whether there is a step. */
  public boolean discrete() {
    return step > 0;
  }

  /** t of x. */
  public double scale(double x) {
    return log ? Math.log(x) : x;
  }

  /** Lower edge of the cell of x, in t; for discrete axes. */
  public double cellLower(double x) {
    return scale(x - step / 2);
  }

  /** Upper edge of the cell of x, in t; for discrete axes. */
  public double cellUpper(double x) {
    return scale(x + step / 2);
  }

  /** The value x nearest to t. */
  public double value(double t) {
    double x = log ? Math.exp(t) : t;
    if (discrete()) {
      x = low + Math.rint((x - low) / step) * step;
    }
    return Math.min(Math.max(x, low), high);
  }
}
