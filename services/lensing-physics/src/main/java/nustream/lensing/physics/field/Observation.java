package nustream.lensing.physics.field;

import java.util.Optional;

/**
 * What an observation does to the sky.
 *
 * @param geometry of the resulting map
 * @param noise of the galaxy shapes; empty for none
 * @param smoothingArcmin standard deviation of a Gaussian filter applied last, 0 to 60; 0 for none
 * @param largestMultipole modes beyond are removed, signal and noise; infinite for none
 * @param margin the map is cut from a periodic field so many times wider, 1 to 4; 1 leaves it
 *     periodic, with exactly independent modes
 */
public record Observation(
    MapGeometry geometry,
    Optional<ShapeNoise> noise,
    double smoothingArcmin,
    double largestMultipole,
    int margin) {

  public Observation {
    if (!(smoothingArcmin >= 0 && smoothingArcmin <= 60)) {
      throw new IllegalArgumentException(
          "smoothing = " + smoothingArcmin + " arcmin is not allowed: from 0 to 60");
    }
    if (!(largestMultipole >= geometry.fundamental())) {
      throw new IllegalArgumentException(
          "largest multipole = "
              + largestMultipole
              + " is not allowed: at least the fundamental "
              + geometry.fundamental()
              + " of the map");
    }
    if (margin < 1 || margin > 4 || margin * geometry.pixels() > MapGeometry.MOST_PIXELS) {
      throw new IllegalArgumentException(
          "margin = "
              + margin
              + " is not allowed: from 1 to 4, and "
              + MapGeometry.MOST_PIXELS
              + " pixels in all");
    }
  }

  /** A periodic map without noise or filters. */
  public static Observation ideal(MapGeometry geometry) {
    return new Observation(geometry, Optional.empty(), 0, Double.POSITIVE_INFINITY, 1);
  }

  /** This observation with shape noise. */
  public Observation withNoise(ShapeNoise shapes) {
    return new Observation(
        geometry, Optional.of(shapes), smoothingArcmin, largestMultipole, margin);
  }

  /** This observation with a cut in multipole. */
  public Observation withLargestMultipole(double largest) {
    return new Observation(geometry, noise, smoothingArcmin, largest, margin);
  }

  /** This observation with Gaussian smoothing. */
  public Observation withSmoothing(double arcmin) {
    return new Observation(geometry, noise, arcmin, largestMultipole, margin);
  }

  /** This observation cut from a wider field. */
  public Observation withMargin(int factor) {
    return new Observation(geometry, noise, smoothingArcmin, largestMultipole, factor);
  }
}
