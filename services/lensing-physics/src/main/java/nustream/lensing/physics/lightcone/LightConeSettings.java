package nustream.lensing.physics.lightcone;

import java.util.List;
import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.limber.Sources;

/**
 * Everything that light-cone maps depend on beside the cosmology and the seed.
 *
 * @param box simulated
 * @param observation of the maps; filters at a border see the other side of the map unless it has a
 *     margin
 * @param sourceRedshifts of the sources, each in one plane, 1 to 8, above 0, at most 3
 * @param mapsPerBox maps made of one box by its three axes, shifts, flips and transpositions, 1 to
 *     1024: they share its structures and are pseudo-independent, useful up to a few dozen
 */
public record LightConeSettings(
    BoxSettings box, Observation observation, List<Double> sourceRedshifts, int mapsPerBox) {
  /** Maps per box of {@link #of}. */
  public static final int DEFAULT_MAPS_PER_BOX = 24;

  private static final int MOST_SOURCES = 8;
  private static final double LAST_REDSHIFT = 3;
  private static final int DEFAULT_PARTICLES = 128;

  /** Mpc/h; smaller boxes lack the waves that shape clusters. */
  private static final double SMALLEST_DEFAULT_BOX = 64;

  public LightConeSettings {
    sourceRedshifts = List.copyOf(sourceRedshifts);
    if (sourceRedshifts.isEmpty() || sourceRedshifts.size() > MOST_SOURCES) {
      throw new IllegalArgumentException(
          sourceRedshifts.size() + " source redshifts are not allowed: from 1 to " + MOST_SOURCES);
    }
    for (double redshift : sourceRedshifts) {
      if (Sources.plane(redshift).redshift() > LAST_REDSHIFT) {
        throw new IllegalArgumentException(
            "source redshift = " + redshift + " is not allowed: at most " + LAST_REDSHIFT);
      }
    }
    if (mapsPerBox < 1 || mapsPerBox > 1024) {
      throw new IllegalArgumentException(
          "maps per box = " + mapsPerBox + " is not allowed: from 1 to 1024");
    }
  }

  /**
   * Noiseless maps with the defaults: 128^3 particles in a box as wide as the map at its sources
   * (in the fiducial cosmology, so that both classes of a comparison have the same box), 24 maps
   * per box.
   *
   * @param geometry of the maps
   * @param redshift of the sources
   */
  public static LightConeSettings of(MapGeometry geometry, double redshift) {
    return of(Observation.ideal(geometry), redshift, DEFAULT_PARTICLES);
  }

  /**
   * As {@link #of(MapGeometry, double)}, for any observation.
   *
   * @param particles per side; the multipoles that are resolved grow in proportion, work and memory
   *     with the cube. DESIGN.md has how much power is missing at which
   */
  public static LightConeSettings of(Observation observation, double redshift, int particles) {
    Cosmology fiducial = Cosmology.massiveNusFiducial();
    double source = new Background(fiducial).comovingDistance(redshift) * fiducial.h();
    double side = Math.ceil(observation.geometry().side() * source);
    return new LightConeSettings(
        BoxSettings.of(Math.max(SMALLEST_DEFAULT_BOX, side), particles),
        observation,
        List.of(redshift),
        DEFAULT_MAPS_PER_BOX);
  }

  /** Largest of the source redshifts. */
  public double largestRedshift() {
    return sourceRedshifts.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
