package nustream.local.lensing;

import java.util.List;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.MapSeries;
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
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same maps (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin ObservationOptions observation;
  @Mixin SpectrumOptions spectrum;

  /** Numbered maps of these universes, with so many galaxies where --ngal was not given. */
  MapSeries series(List<Cosmology> cosmologies, double defaultGalaxies) {
    Observation seen = observation.observation(defaultGalaxies);
    return CosmologyOptions.checked(
        () ->
            new MapSeries(
                cosmologies, spectrum.sourceRedshift, seen, kind, spectrum.nonlinear, seed));
  }
}
