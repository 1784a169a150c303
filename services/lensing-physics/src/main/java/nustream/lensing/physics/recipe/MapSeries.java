package nustream.lensing.physics.recipe;

import java.util.List;
import java.util.Optional;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.nonlinear.NonlinearModel;

/**
 * Numbered maps of several universes seen alike. Map i is of class i modulo the number of universes
 * and has the index i divided by it, so that consecutive maps are one of each class with equal
 * phases and equal noise.
 *
 * @param cosmologies one per class, 1 to 8; for a detection the massless one first
 * @param sourceRedshift of the lensed galaxies
 * @param seed of the series, any 64 bits
 */
public record MapSeries(
    List<Cosmology> cosmologies,
    double sourceRedshift,
    Observation observation,
    MapKind kind,
    NonlinearModel nonlinear,
    long seed) {
  public static final int MOST_COSMOLOGIES = 8;

  public MapSeries {
    cosmologies = List.copyOf(cosmologies);
    if (cosmologies.isEmpty() || cosmologies.size() > MOST_COSMOLOGIES) {
      throw new IllegalArgumentException(
          "number of cosmologies = "
              + cosmologies.size()
              + " is not allowed: from 1 to "
              + MOST_COSMOLOGIES);
    }
    // What the classes share is checked once, here, and not when the first map is made.
    recipe(cosmologies.get(0), sourceRedshift, observation, kind, nonlinear, seed, 0);
  }

  /** Class of a map: the position of its universe. */
  public int label(long number) {
    return (int) (requireNumber(number) % cosmologies.size());
  }

  /** Number of the draw that a map shares with those of the other classes. */
  public long index(long number) {
    return requireNumber(number) / cosmologies.size();
  }

  /**
   * What map {@code number} is made from.
   *
   * @param number from 0
   */
  public Recipe recipe(long number) {
    return recipe(
        cosmologies.get(label(number)),
        sourceRedshift,
        observation,
        kind,
        nonlinear,
        seed,
        index(number));
  }

  private static Recipe recipe(
      Cosmology cosmology,
      double sourceRedshift,
      Observation observation,
      MapKind kind,
      NonlinearModel nonlinear,
      long seed,
      long index) {
    return new Recipe(
        cosmology,
        sourceRedshift,
        observation,
        kind,
        nonlinear,
        seed,
        index,
        MapSimulator.GENERATOR_VERSION,
        Optional.empty());
  }

  private static long requireNumber(long number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "map number = " + number + " is not allowed: from 0 to " + Long.MAX_VALUE);
    }
    return number;
  }
}
