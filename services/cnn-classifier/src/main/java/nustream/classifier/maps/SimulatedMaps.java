package nustream.classifier.maps;

import nustream.lensing.physics.recipe.MapMaker;

/**
 * Maps made in this process when they are asked for: those of map-simulator for the same seed and
 * index.
 */
public final class SimulatedMaps implements MapSource {
  private final TaskUniverse universe;
  private final MapMaker maker;
  private final long seed;

  public SimulatedMaps(TaskUniverse universe, MapMaker maker, long seed) {
    this.universe = universe;
    this.maker = maker;
    this.seed = seed;
  }

  @Override
  public void write(double massEv, long index, float[] to, int offset) {
    float[] pixels = maker.make(universe.recipe(massEv, seed, index)).pixels();
    System.arraycopy(pixels, 0, to, offset, pixels.length);
  }
}
