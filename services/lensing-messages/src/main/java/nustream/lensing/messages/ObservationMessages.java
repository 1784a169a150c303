package nustream.lensing.messages;

import java.util.Optional;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.limber.Sources;
import nustream.lensing.physics.recipe.Recipe;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** An observation, with the redshift of its sources, as a message. */
public final class ObservationMessages {
  private static final double WIDEST_DEG = 30;
  private static final double MOST_GALAXIES_PER_ARCMIN2 = 1e4;
  private static final double MOST_ELLIPTICITY = 2;
  private static final double MOST_SMOOTHING_ARCMIN = 60;
  private static final int MOST_MARGIN = 4;

  private ObservationMessages() {}

  /** The redshift of the source plane. */
  public static double sourceRedshift(String path, nustream.lensing.v1.Observation message) {
    double redshift =
        message.hasSourceRedshift() ? message.getSourceRedshift() : Recipe.DEFAULT_SOURCE_REDSHIFT;
    return sourceRedshift(path + ".source_redshift", redshift);
  }

  /** A redshift that a source plane may have. */
  public static double sourceRedshift(String field, double redshift) {
    return Refusals.positive(field, redshift, Sources.LARGEST_REDSHIFT);
  }

  /**
   * What a message makes of the sky.
   *
   * @param path of the message, for example "series.observation"
   */
  public static Observation of(String path, nustream.lensing.v1.Observation message) {
    MapGeometry geometry = geometry(path, message);
    FieldChecks.inRange(
        path + ".smoothing_arcmin", message.getSmoothingArcmin(), 0, MOST_SMOOTHING_ARCMIN);
    double largestMultipole = largestMultipole(path, message.getLMax(), geometry);
    int margin =
        (int)
            FieldChecks.inRange(
                path + ".margin", Integer.toUnsignedLong(message.getMargin()), 0, MOST_MARGIN);
    Optional<ShapeNoise> noise = noise(path, message);
    return Refusals.in(
        path,
        () ->
            new Observation(
                geometry,
                noise,
                message.getSmoothingArcmin(),
                largestMultipole,
                Math.max(1, margin)));
  }

  private static MapGeometry geometry(String path, nustream.lensing.v1.Observation message) {
    double angleDeg = message.hasAngleDeg() ? message.getAngleDeg() : Recipe.DEFAULT_ANGLE_DEG;
    long pixels =
        message.hasPixels() ? Integer.toUnsignedLong(message.getPixels()) : Recipe.DEFAULT_PIXELS;
    Refusals.positive(path + ".angle_deg", angleDeg, WIDEST_DEG);
    FieldChecks.inRange(
        path + ".pixels", pixels, MapGeometry.FEWEST_PIXELS, MapGeometry.MOST_PIXELS);
    return new MapGeometry(angleDeg, (int) pixels);
  }

  private static double largestMultipole(String path, double lMax, MapGeometry geometry) {
    if (lMax == 0) {
      return Double.POSITIVE_INFINITY;
    }
    if (!(lMax >= geometry.fundamental())) {
      throw NustreamException.invalid(
          path + ".l_max",
          lMax,
          "0 for none, or at least the fundamental of the map, "
              + "%.3f".formatted(geometry.fundamental()));
    }
    return lMax;
  }

  private static Optional<ShapeNoise> noise(String path, nustream.lensing.v1.Observation message) {
    double galaxies = message.getGalaxiesPerArcmin2();
    double sigma =
        message.hasSigmaE() ? message.getSigmaE() : Recipe.DEFAULT_ELLIPTICITY_PER_COMPONENT;
    FieldChecks.inRange(path + ".galaxies_per_arcmin2", galaxies, 0, MOST_GALAXIES_PER_ARCMIN2);
    Refusals.positive(path + ".sigma_e", sigma, MOST_ELLIPTICITY);
    return galaxies == 0 ? Optional.empty() : Optional.of(new ShapeNoise(galaxies, sigma));
  }

  /** The message of an observation, every field set that has a meaning. */
  public static nustream.lensing.v1.Observation message(
      double sourceRedshift, Observation observation) {
    double largest = observation.largestMultipole();
    var message =
        nustream.lensing.v1.Observation.newBuilder()
            .setSourceRedshift(sourceRedshift)
            .setAngleDeg(observation.geometry().angleDeg())
            .setPixels(observation.geometry().pixels())
            .setSmoothingArcmin(observation.smoothingArcmin())
            .setLMax(Double.isInfinite(largest) ? 0 : largest)
            .setMargin(observation.margin());
    observation
        .noise()
        .ifPresent(
            noise ->
                message
                    .setGalaxiesPerArcmin2(noise.galaxiesPerArcmin2())
                    .setSigmaE(noise.ellipticityPerComponent()));
    return message.build();
  }
}
