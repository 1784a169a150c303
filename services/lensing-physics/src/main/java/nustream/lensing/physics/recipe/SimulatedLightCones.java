package nustream.lensing.physics.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.lightcone.LightConeSettings;
import nustream.lensing.physics.lightcone.LightConeSimulator;
import nustream.lensing.physics.linear.LinearPower;

/**
 * Light cones through particle-mesh boxes, {@link LightConeSimulator}'s. The box of the last map of
 * each universe is kept, so ask for maps in the order of their indices; the next box takes seconds
 * to minutes. Thread-safe: one map of a universe at a time.
 */
public final class SimulatedLightCones implements LightCones {
  /** Particles per side of a box: a box of a 3.5 deg map at z = 1 in 10 to 20 s on two cores. */
  public static final int DEFAULT_PARTICLES = 128;

  /** Boxes kept, one per universe of a comparison: their planes take up to 150 MiB each. */
  private static final int MOST_KEPT = 2;

  private record SetUp(Cosmology cosmology, double sourceRedshift, Observation observation) {}

  private final Function<Cosmology, LinearPower> linear;
  private final int particles;
  private final int threads;
  private final Map<SetUp, LightConeSimulator> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SetUp, LightConeSimulator> eldest) {
          return size() > MOST_KEPT;
        }
      };

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
    LightConeSimulator simulator = simulator(recipe);
    synchronized (simulator) {
      return simulator.map(recipe.seed(), recipe.index());
    }
  }

  private LightConeSimulator simulator(Recipe recipe) {
    var setUp = new SetUp(recipe.cosmology(), recipe.sourceRedshift(), recipe.observation());
    synchronized (kept) {
      return kept.computeIfAbsent(
          setUp,
          wanted ->
              new LightConeSimulator(linear.apply(wanted.cosmology()), settings(recipe), threads));
    }
  }

  private LightConeSettings settings(Recipe recipe) {
    return LightConeSettings.of(recipe.observation(), recipe.sourceRedshift(), particles);
  }
}
