package nustream.lensing.physics.field;

/**
 * A convergence map.
 *
 * @param geometry of the map
 * @param pixels row by row, not copied: the maker gives them away
 */
public record ConvergenceMap(MapGeometry geometry, float[] pixels) {
  public ConvergenceMap {
    if (pixels.length != geometry.size()) {
      throw new IllegalArgumentException(
          "map of "
              + pixels.length
              + " values is not allowed: "
              + geometry.pixels()
              + "^2 expected");
    }
  }

  /** The pixels in double precision. */
  public double[] toDoubles() {
    double[] values = new double[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i];
    }
    return values;
  }
}
