package nustream.learning.attribution;

/**
 * How integrated gradients are computed.
 *
 * @param rule where gradients are taken
 * @param steps points on each path, 1 to 1024
 * @param batch points in one native call, which bounds memory: each holds all intermediate values
 *     of the network for one input
 */
public record AttributionSettings(PathRule rule, int steps, int batch) {
  private static final int MOST_STEPS = 1024;

  public AttributionSettings {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException("steps = " + steps + ", allowed 1 to " + MOST_STEPS);
    }
    if (batch < 1) {
      throw new IllegalArgumentException("batch = " + batch + ", allowed 1 or more");
    }
  }

  /** 50 Gauss-Legendre points, as Captum has them, 16 at a time. */
  public static AttributionSettings defaults() {
    return new AttributionSettings(PathRule.GAUSS_LEGENDRE, 50, 16);
  }
}
