package nustream.lensing.physics.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.lightcone.LightConeSettings;
import nustream.lensing.physics.lightcone.LightConeSimulator;
import nustream.lensing.physics.linear.LinearPower;

/**
 * Light cones through particle-mesh boxes, {@link LightConeSimulator}'s. A box takes seconds to
 * minutes, its maps hardly anything, so all of them are made at once and kept for who asks for them
 * next, in whatever order: campaigns and streams that work through different boxes at the same time
 * do not make each other's again. Thread-safe: one box is simulated at a time.
 *
 * <p>Maps too large for that are made one by one, of the last box of their universe: ask for them
 * in the order of their indices.
 */
public final class SimulatedLightCones implements LightCones {
  /** Particles per side of a box: a box of a 3.5 deg map at z = 1 in 10 to 20 s on two cores. */
  public static final int DEFAULT_PARTICLES = 128;

  /** Simulators kept, one per universe of a comparison. */
  private static final int MOST_SIMULATORS = 2;

  private static final int MAPS_PER_BOX = LightConeSettings.DEFAULT_MAPS_PER_BOX;

  /** Of one box: maps of 590 pixels per side. */
  private static final long MOST_BOX_BYTES = 32L << 20;

  /** Of all boxes: 85 of maps of 128 pixels per side. */
  private static final long MOST_KEPT_BYTES = 4 * MOST_BOX_BYTES;

  private record Universe(Cosmology cosmology, double sourceRedshift, Observation observation) {
    static Universe of(Recipe recipe) {
      return new Universe(recipe.cosmology(), recipe.sourceRedshift(), recipe.observation());
    }

    long boxBytes() {
      return (long) MAPS_PER_BOX * observation.geometry().size() * Float.BYTES;
    }
  }

  private record Box(Universe universe, long seed, long number) {}

  private final Function<Cosmology, LinearPower> linear;
  private final int particles;
  private final int threads;
  private final Object simulating = new Object();
  private final Map<Universe, LightConeSimulator> simulators =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Universe, LightConeSimulator> eldest) {
          return size() > MOST_SIMULATORS;
        }
      };
  private final Map<Box, List<ConvergenceMap>> boxes = new LinkedHashMap<>(16, 0.75f, true);
  private long keptBytes;
  private volatile int simulated;

  /**
   * @param linear power of a universe
   * @param particles per side of a box
   * @param threads that simulate a box
   */
  public SimulatedLightCones(Function<Cosmology, LinearPower> linear, int particles, int threads) {
    this.linear = linear;
    this.particles = particles;
    this.threads = threads;
  }

  @Override
  public void check(Recipe recipe) {
    settings(recipe);
  }

  @Override
  public ConvergenceMap make(Recipe recipe) {
    Universe universe = Universe.of(recipe);
    if (universe.boxBytes() > MOST_BOX_BYTES) {
      synchronized (simulating) {
        return simulator(universe, recipe).map(recipe.seed(), recipe.index());
      }
    }
    var box = new Box(universe, recipe.seed(), recipe.index() / MAPS_PER_BOX);
    List<ConvergenceMap> maps = kept(box);
    if (maps == null) {
      synchronized (simulating) {
        maps = kept(box); // another thread may have made it meanwhile
        if (maps == null) {
          maps = simulator(universe, recipe).maps(box.seed(), box.number());
          simulated++;
          keep(box, maps);
        }
      }
    }
    ConvergenceMap map = maps.get((int) (recipe.index() % MAPS_PER_BOX));
    return new ConvergenceMap(map.geometry(), map.pixels().clone());
  }

  /** Boxes whose maps were made together so far. */
  int simulated() {
    return simulated;
  }

  private List<ConvergenceMap> kept(Box box) {
    synchronized (boxes) {
      return boxes.get(box);
    }
  }

  private void keep(Box box, List<ConvergenceMap> maps) {
    synchronized (boxes) {
      boxes.put(box, maps);
      keptBytes += box.universe().boxBytes();
      var eldest = boxes.keySet().iterator();
      while (keptBytes > MOST_KEPT_BYTES) {
        keptBytes -= eldest.next().universe().boxBytes();
        eldest.remove();
      }
    }
  }

  private LightConeSimulator simulator(Universe universe, Recipe recipe) {
    return simulators.computeIfAbsent(
        universe,
        wanted ->
            new LightConeSimulator(linear.apply(wanted.cosmology()), settings(recipe), threads));
  }

  private LightConeSettings settings(Recipe recipe) {
    return LightConeSettings.of(recipe.observation(), recipe.sourceRedshift(), particles);
  }
}
