package nustream.sampler.model;

/**
 * One level of the variance-preserving noise: x_t = alpha x_0 + sigma eps with eps ~ N(0, 1) and
 * alpha^2 + sigma^2 = 1 (Kingma et al. 2021, "Variational diffusion models", section 3.1).
 *
 * @param alpha share of the signal, in (0, 1]
 * @param sigma share of the noise, in [0, 1)
 * @param logRatio ln(sigma / alpha); minus infinity without noise
 */
public record NoiseLevel(double alpha, double sigma, double logRatio) {
  /** No noise at all. */
  public static final NoiseLevel NONE = new NoiseLevel(1, 0, Double.NEGATIVE_INFINITY);

  /** Numbers in the description of a level that the network sees. */
  public static final int EMBEDDING = 25;

  /** Least ln(sigma / alpha) that networks are trained at. */
  public static final double LEAST_SEEN = -5.5;

  private static final int FREQUENCIES = (EMBEDDING - 1) / 2;

  /** The level with this ln(sigma / alpha). */
  public static NoiseLevel ofLogRatio(double logRatio) {
    double ratio = Math.exp(logRatio);
    double alpha = 1 / Math.sqrt(1 + ratio * ratio);
    return new NoiseLevel(alpha, ratio * alpha, logRatio);
  }

  /**
   * Writes what the network sees of a level: u/4, and sin and cos of f_k u with f_k = 2^(0.4 k -
   * 1), k = 0..11, where u = ln(sigma / alpha).
   *
   * @param out receives {@link #EMBEDDING} numbers from the offset on
   */
  public void embed(float[] out, int offset) {
    double seen = Math.max(logRatio, LEAST_SEEN);
    out[offset] = (float) (seen / 4);
    for (int k = 0; k < FREQUENCIES; k++) {
      double angle = Math.pow(2, 0.4 * k - 1) * seen;
      out[offset + 1 + 2 * k] = (float) Math.sin(angle);
      out[offset + 2 + 2 * k] = (float) Math.cos(angle);
    }
  }
}
