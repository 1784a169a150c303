package nustream.classifier.model;

import nustream.lensing.physics.field.MapGeometry;

/**
 * Decides whether a network may see a map: networks know the scales of the maps that they were
 * trained on and no others.
 */
public final class MapCheck {
  /** No real map comes near; larger numbers are another quantity or damaged. */
  private static final float LARGEST = 100;

  private static final double ANGLE_TOLERANCE = 1e-3;

  private final MapGeometry wanted;

  public MapCheck(MapGeometry wanted) {
    this.wanted = wanted;
  }

  /**
   * Returns if the map can be classified.
   *
   * @param pixelsPerSide of the map
   * @param angleDeg side in degrees
   * @param values row by row
   * @throws MapRefusedException if it has another size, or a value that is not a convergence
   */
  public void require(int pixelsPerSide, double angleDeg, float[] values) {
    if (pixelsPerSide != wanted.pixels()) {
      throw new MapRefusedException(
          "pixels per side = " + pixelsPerSide + ", allowed " + wanted.pixels());
    }
    if (!(Math.abs(angleDeg / wanted.angleDeg() - 1) <= ANGLE_TOLERANCE)) {
      throw new MapRefusedException("angle_deg = " + angleDeg + ", allowed " + wanted.angleDeg());
    }
    if (values.length != wanted.size()) {
      throw new MapRefusedException(
          "values of the map = "
              + values.length
              + ", allowed "
              + wanted.pixels()
              + " x "
              + wanted.pixels());
    }
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= LARGEST)) {
        throw new MapRefusedException(
            "convergence = "
                + values[i]
                + " in row "
                + i / pixelsPerSide
                + ", column "
                + i % pixelsPerSide
                + ", allowed numbers from -"
                + LARGEST
                + " to "
                + LARGEST);
      }
    }
  }
}
