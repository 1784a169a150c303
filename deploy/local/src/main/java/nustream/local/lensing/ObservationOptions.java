package nustream.local.lensing;

import java.util.Optional;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.recipe.Recipe;
import nustream.local.UserError;
import picocli.CommandLine.Option;

/** How the sky is seen. */
final class ObservationOptions {
  @Option(
      names = "--angle",
      paramLabel = "DEG",
      defaultValue = "3.5",
      description = "Side of the map in degrees (default: ${DEFAULT-VALUE}).")
  double angle;

  @Option(
      names = "--npix",
      paramLabel = "N",
      defaultValue = "128",
      description = "Pixels per side (default: ${DEFAULT-VALUE}).")
  int pixels;

  @Option(
      names = "--lmax",
      paramLabel = "L",
      description = "Remove multipoles above (default: keep all that the pixels hold).")
  Double largestMultipole;

  @Option(
      names = "--ngal",
      paramLabel = "N",
      description = "Galaxies per square arcminute; 0 for no shape noise.")
  Double galaxies;

  @Option(
      names = "--sigma-e",
      paramLabel = "S",
      description =
          "Shape noise per ellipticity component (default: 0.3 where there are galaxies).")
  Double ellipticity;

  /** The observation, with so many galaxies where the option was not given. */
  Observation observation(double defaultGalaxies) {
    return CosmologyOptions.checked(
        () -> {
          var geometry = new MapGeometry(angle, pixels);
          return new Observation(
              geometry,
              noise(defaultGalaxies),
              0,
              largestMultipole == null ? Double.POSITIVE_INFINITY : largestMultipole,
              1);
        });
  }

  private Optional<ShapeNoise> noise(double defaultGalaxies) {
    double number = galaxies == null ? defaultGalaxies : galaxies;
    if (number == 0) {
      if (ellipticity != null) {
        throw new UserError("--sigma-e needs --ngal: how many galaxies have that shape noise?");
      }
      return Optional.empty();
    }
    return Optional.of(
        new ShapeNoise(
            number, ellipticity == null ? Recipe.DEFAULT_ELLIPTICITY_PER_COMPONENT : ellipticity));
  }
}
