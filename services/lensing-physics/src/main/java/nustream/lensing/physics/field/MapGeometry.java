package nustream.lensing.physics.field;

/**
 * A square map of flat sky.
 *
 * @param angleDeg side in degrees, above 0, at most 30 (where the sky is no longer flat to 2 %)
 * @param pixels pixels per side, 8 to 4096
 */
public record MapGeometry(double angleDeg, int pixels) {
  public static final int FEWEST_PIXELS = 8;
  public static final int MOST_PIXELS = 4096;

  public MapGeometry {
    if (!(angleDeg > 0 && angleDeg <= 30)) {
      throw new IllegalArgumentException(
          "map side = " + angleDeg + " deg is not allowed: above 0, at most 30");
    }
    if (pixels < FEWEST_PIXELS || pixels > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "pixels per side = "
              + pixels
              + " is not allowed: from "
              + FEWEST_PIXELS
              + " to "
              + MOST_PIXELS);
    }
  }

  /** Side in radians. */
  public double side() {
    return Math.toRadians(angleDeg);
  }

  /** Side of a pixel in radians. */
  public double pixel() {
    return side() / pixels;
  }

  /** Side of a pixel in arcminutes. */
  public double pixelArcmin() {
    return angleDeg * 60 / pixels;
  }

  /** Smallest multipole of the grid, 2 pi / side. */
  public double fundamental() {
    return 2 * Math.PI / side();
  }

  /** Largest multipole along the axes of the grid, pi / pixel. */
  public double nyquist() {
    return Math.PI / pixel();
  }

  /** Number of pixels. */
  public int size() {
    return pixels * pixels;
  }

  /** A map with the same pixels, several times as wide. */
  public MapGeometry enlarged(int factor) {
    return new MapGeometry(angleDeg * factor, pixels * factor);
  }

  /**
   * Squared wavenumber of a row or column of modes in units of the fundamental: 0, 1, 4, ... up to
   * the middle and down again.
   */
  int squareOf(int index) {
    int wave = Math.min(index, pixels - index);
    return wave * wave;
  }
}
