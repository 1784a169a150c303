package nustream.lensing.physics.field;

/**
 * Noise of the galaxies' own shapes, white: C_N = sigma_1^2 / n. Conventions differ: sigma here is
 * <em>per component</em>; a total dispersion sigma_e is sqrt(2) times that.
 *
 * @param galaxiesPerArcmin2 n, above 0, at most 10000
 * @param ellipticityPerComponent sigma_1, above 0, at most 2
 */
public record ShapeNoise(double galaxiesPerArcmin2, double ellipticityPerComponent) {
  /** Steradian per square arcminute. */
  private static final double ARCMIN2 = Math.pow(Math.PI / (180 * 60), 2);

  public ShapeNoise {
    if (!(galaxiesPerArcmin2 > 0 && galaxiesPerArcmin2 <= 1e4)) {
      throw new IllegalArgumentException(
          "galaxies per arcmin^2 = "
              + galaxiesPerArcmin2
              + " is not allowed: above 0, at most 10000");
    }
    if (!(ellipticityPerComponent > 0 && ellipticityPerComponent <= 2)) {
      throw new IllegalArgumentException(
          "ellipticity per component = "
              + ellipticityPerComponent
              + " is not allowed: above 0, at most 2");
    }
  }

  /** Power C_N in steradian. */
  public double power() {
    return ellipticityPerComponent * ellipticityPerComponent / galaxiesPerArcmin2 * ARCMIN2;
  }

  /** Standard deviation in a pixel, sigma_1 / sqrt(n A). */
  public double pixelSigma(MapGeometry geometry) {
    return Math.sqrt(power()) / geometry.pixel();
  }
}
