package nustream.lensing.physics.lightcone;

import java.util.ArrayList;
import java.util.List;
import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.Observer;
import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.linear.NeutrinoResponse;

/**
 * Makes convergence maps of particle-mesh light cones. A map is a pure function of (cosmology,
 * settings, seed, index) and of {@link #GENERATOR_VERSION}, whatever the number of threads; maps of
 * two cosmologies with the same seed and index have the same initial phases, lines of sight and
 * noise.
 *
 * <p>Maps come in groups of {@link LightConeSettings#mapsPerBox} from one simulated box, so ask for
 * them in order or by {@link #maps}: the box of the last map is kept, another one is simulated
 * anew. Owned by one thread at a time.
 */
public final class LightConeSimulator {
  /** To be raised whenever the same recipe gives other pixels. */
  public static final int GENERATOR_VERSION = 1;

  private static final int MOST_THREADS = 64;

  /** A map may be this much wider than the box at its sources; the rest repeats. */
  private static final double MOST_REPETITION = 1.5;

  private final LinearPower power;
  private final LightConeSettings settings;
  private final int threads;
  private final NeutrinoResponse response;
  private final List<LensPlane> planes;
  private final List<BornProjection> projections = new ArrayList<>();
  private final Observer observer;

  private boolean simulated;
  private long lastSeed;
  private long lastBox;
  private float[][][] slabs;

  /**
   * @param power linear spectra of the cosmology
   * @param threads for each box, 1 to 64
   * @throws IllegalArgumentException if the settings need more memory than this process may use, or
   *     do not fit each other
   */
  public LightConeSimulator(LinearPower power, LightConeSettings settings, int threads) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads = " + threads + " is not allowed: from 1 to " + MOST_THREADS);
    }
    this.power = power;
    this.settings = settings;
    this.threads = threads;
    Background background = power.background();
    BoxSettings box = settings.box();
    planes = LensPlane.covering(background, box, settings.largestRedshift());
    requireWideEnough();
    MemoryBudget.require(box, planes.size(), threads);
    response = new NeutrinoResponse(background);
    observer = new Observer(settings.observation());
    for (double redshift : settings.sourceRedshifts()) {
      projections.add(
          new BornProjection(
              background, box, observer.field(), planes, response.omegaCold(), redshift));
    }
  }

  private void requireWideEnough() {
    Background background = power.background();
    double source =
        background.comovingDistance(settings.largestRedshift()) * background.cosmology().h();
    double width = settings.observation().geometry().side() * source;
    if (width > MOST_REPETITION * settings.box().sideMpcPerH()) {
      throw new IllegalArgumentException(
          "box side = %.0f Mpc/h is not allowed: the map is %.0f Mpc/h wide at its sources and may be at most %.1f boxes"
              .formatted(settings.box().sideMpcPerH(), width, MOST_REPETITION));
    }
  }

  public LightConeSettings settings() {
    return settings;
  }

  /** The map of the first source redshift. */
  public ConvergenceMap map(long seed, long index) {
    return map(seed, index, 0);
  }

  /**
   * One map.
   *
   * @param index from 0; maps with the same index / mapsPerBox share a box
   * @param source which of the source redshifts; those of one index share a line of sight
   */
  public ConvergenceMap map(long seed, long index, int source) {
    return map(seed, index, source, Progress.NONE);
  }

  /**
   * One map, with progress while a box is simulated.
   *
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public ConvergenceMap map(long seed, long index, int source, Progress progress) {
    if (index < 0) {
      throw new IllegalArgumentException("map index = " + index + " is not allowed: at least 0");
    }
    if (source < 0 || source >= projections.size()) {
      throw new IllegalArgumentException(
          "source = " + source + " is not allowed: from 0 to " + (projections.size() - 1));
    }
    simulate(seed, index / settings.mapsPerBox(), progress);
    int views = (planes.size() + settings.box().slabs() - 1) / settings.box().slabs();
    double[] kappa = projections.get(source).project(slabs, BoxView.draw(seed, index, views));
    return observer.observe(kappa, seed, index);
  }

  /**
   * All maps of a box, for the first source redshift, in the order of their indices. The planes of
   * the box are not kept.
   *
   * @param number of the box, from 0
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public List<ConvergenceMap> maps(long seed, long number) {
    List<ConvergenceMap> maps = new ArrayList<>();
    for (int i = 0; i < settings.mapsPerBox(); i++) {
      maps.add(map(seed, number * settings.mapsPerBox() + i));
    }
    simulated = false;
    slabs = null;
    return maps;
  }

  private void simulate(long seed, long number, Progress progress) {
    if (simulated && seed == lastSeed && number == lastBox) {
      return;
    }
    simulated = false;
    slabs = null; // gives its memory to the next box
    float[][][] fresh = new float[planes.size()][][];
    try (Workers workers = new Workers(threads)) {
      PlanePainter painter = new PlanePainter(settings.box(), workers);
      List<Double> moments = planes.stream().map(LensPlane::scaleFactor).toList();
      new Simulation(settings.box(), power, workers)
          .run(
              seed,
              number,
              moments,
              (particles, drift, a) ->
                  fresh[moments.indexOf(a)] =
                      painter.paint(particles, drift, k -> response.factor(k, a)),
              progress);
    }
    slabs = fresh;
    lastSeed = seed;
    lastBox = number;
    simulated = true;
  }
}
