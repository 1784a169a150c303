package nustream.local.lensing;

import java.util.List;
import java.util.Optional;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.local.UserError;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which maps: of what kind, of which sky, seen how. */
final class MapOptions {
  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "gaussian",
      description = "gaussian, lognormal or lightcone (default: ${DEFAULT-VALUE}).")
  MapKind kind;

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

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same maps (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin SpectrumOptions spectrum;

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

  /** Numbered maps of these universes. */
  MapSeries series(List<Cosmology> cosmologies, Observation observation) {
    return CosmologyOptions.checked(
        () ->
            new MapSeries(
                cosmologies, spectrum.sourceRedshift, observation, kind, spectrum.nonlinear, seed));
  }
}
