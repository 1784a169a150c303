package nustream.lensing.physics.recipe;

import java.util.Objects;
import java.util.Optional;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.limber.ConvergenceSpectra;
import nustream.lensing.physics.limber.Sources;
import nustream.lensing.physics.nonlinear.NonlinearModel;

/**
 * Everything that decides the pixels of a map. Recipes that differ in their cosmology alone share
 * phases and noise.
 *
 * @param cosmology the universe
 * @param sourceRedshift redshift of the plane of lensed galaxies, above 0, at most 20
 * @param observation what is seen of it
 * @param kind how the map is made
 * @param nonlinear power of Gaussian and lognormal maps
 * @param seed any 64 bits
 * @param index number of the map under this seed, from 0
 * @param generatorVersion of {@link nustream.lensing.physics.field.MapSimulator}, from 1
 * @param twoPointOf if present, the two-point function is scaled to that of this universe; not for
 *     light cones
 */
public record Recipe(
    Cosmology cosmology,
    double sourceRedshift,
    Observation observation,
    MapKind kind,
    NonlinearModel nonlinear,
    long seed,
    long index,
    int generatorVersion,
    Optional<Cosmology> twoPointOf) {

  /** Redshift of the sources where none is given. */
  public static final double DEFAULT_SOURCE_REDSHIFT = 1;

  /** Side of the map where none is given: that of the MassiveNuS maps. */
  public static final double DEFAULT_ANGLE_DEG = 3.5;

  /** Pixels per side where none are given. */
  public static final int DEFAULT_PIXELS = 128;

  /** Shape noise per ellipticity component where galaxies but no noise are given. */
  public static final double DEFAULT_ELLIPTICITY_PER_COMPONENT = 0.3;

  public Recipe {
    Objects.requireNonNull(cosmology, "cosmology");
    Objects.requireNonNull(observation, "observation");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(nonlinear, "nonlinear");
    Objects.requireNonNull(twoPointOf, "twoPointOf");
    Sources.plane(sourceRedshift);
    if (index < 0) {
      throw new IllegalArgumentException(
          "index = " + index + " is not allowed: from 0 to " + Long.MAX_VALUE);
    }
    if (generatorVersion < 1) {
      throw new IllegalArgumentException(
          "generator version = " + generatorVersion + " is not allowed: at least 1");
    }
    if (kind == MapKind.LIGHTCONE && twoPointOf.isPresent()) {
      throw new IllegalArgumentException(
          "scaling the two-point function is not allowed for map kind = LIGHTCONE: only for"
              + " GAUSSIAN and LOGNORMAL");
    }
    requireCovered(observation);
  }

  /** The periodic field and its smallest scales must lie where spectra are known. */
  private static void requireCovered(Observation observation) {
    MapGeometry geometry = observation.geometry();
    double corner = Math.PI * Math.sqrt(2) / geometry.pixel();
    if (corner > ConvergenceSpectra.LAST_MULTIPOLE) {
      throw new IllegalArgumentException(
          "pixel side = %.4f arcmin is not allowed: at least %.4f, the corner of the grid being at l = %.0f of at most %.0f"
              .formatted(
                  geometry.pixelArcmin(),
                  geometry.pixelArcmin() * corner / ConvergenceSpectra.LAST_MULTIPOLE,
                  corner,
                  ConvergenceSpectra.LAST_MULTIPOLE));
    }
    // Throws if the field that the map is cut from is too wide.
    geometry.enlarged(observation.margin());
  }

  /** The lensed galaxies. */
  public Sources.Plane sources() {
    return Sources.plane(sourceRedshift);
  }

  /** This recipe for another map. */
  public Recipe withIndex(long other) {
    return withSeedAndIndex(seed, other);
  }

  /** This recipe for another map of another seed. */
  public Recipe withSeedAndIndex(long otherSeed, long otherIndex) {
    return new Recipe(
        cosmology,
        sourceRedshift,
        observation,
        kind,
        nonlinear,
        otherSeed,
        otherIndex,
        generatorVersion,
        twoPointOf);
  }

  /** This recipe with the two-point function of another universe. */
  public Recipe withTwoPointOf(Cosmology other) {
    return new Recipe(
        cosmology,
        sourceRedshift,
        observation,
        kind,
        nonlinear,
        seed,
        index,
        generatorVersion,
        Optional.of(other));
  }
}
