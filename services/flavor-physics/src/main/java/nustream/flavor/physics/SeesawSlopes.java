package nustream.flavor.physics;

/**
 * How labels and phases of the seesaw change around a point: what a generator can be told beyond
 * the Newton direction. Filled by {@link ScaleFreeSeesaw#slopes}; one instance per thread.
 *
 * <p>Six gradients with respect to the 21 coordinates: of the labels {log10 r, theta12, theta13,
 * theta23}, of alpha21, and of half the logarithm of lambda_1, the smallest squared mass.
 */
public final class SeesawSlopes {
  /** Number of gradients. */
  public static final int COUNT = ScaleFreeSeesaw.LABEL_SIZE + 2;

  /** Index of the gradient of alpha21. */
  public static final int ALPHA21 = ScaleFreeSeesaw.LABEL_SIZE;

  /** Index of the gradient of ln(lambda_1)/2. */
  public static final int LIGHTEST = ScaleFreeSeesaw.LABEL_SIZE + 1;

  /** {@link #COUNT} x 21: the gradients as unit vectors; zeros where one is not finite. */
  public final double[] directions = new double[COUNT * SeesawParameters.SIZE];

  /** Lengths of the gradients; zero where one is not finite. */
  public final double[] lengths = new double[COUNT];

  /** L^-1 r with J J^T = L L^T: residuals in units of what moves them, |L^-1 r| = |n|. */
  public final double[] whitened = new double[ScaleFreeSeesaw.LABEL_SIZE];

  /** ln(m_1/m_3) and ln(m_2/m_3), masses ascending; not above 0. */
  public final double[] logMassRatios = new double[2];

  /** cos and sin of alpha21; zeros where it is undefined. */
  public double cosAlpha21;

  /** See {@link #cosAlpha21}. */
  public double sinAlpha21;

  /** Makes an empty one. */
  public SeesawSlopes() {}
}
