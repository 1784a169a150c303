package nustream.lensing.physics.recipe;

import java.util.Optional;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.FieldKind;
import nustream.lensing.physics.field.LognormalShift;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.nonlinear.NonlinearModel;

/**
 * Makes the map of a recipe: the same recipe gives the same bytes, in any order of use and on any
 * number of threads. The lognormal shift follows from the redshift of the sources alone, so that it
 * cannot tell the universes of a series apart. Thread-safe.
 *
 * <p>What is set up once for all maps of a class (amplitudes, filters, work space) is kept between
 * calls within a bound of memory; each is used by one thread at a time.
 */
public final class MapMaker {
  /** Kept between calls unless said otherwise: 8 classes on 2 threads of 256^2 pixels are 42 MB. */
  public static final long DEFAULT_KEPT_BYTES = 64L << 20;

  /** What the maps of a class have in common. */
  record SetUp(
      Cosmology cosmology,
      double sourceRedshift,
      Observation observation,
      MapKind kind,
      NonlinearModel nonlinear,
      Optional<Cosmology> twoPointOf) {
    static SetUp of(Recipe recipe) {
      return new SetUp(
          recipe.cosmology(),
          recipe.sourceRedshift(),
          recipe.observation(),
          recipe.kind(),
          recipe.nonlinear(),
          recipe.twoPointOf());
    }
  }

  private final Spectra spectra;
  private final LightCones lightCones;
  private final IdleSimulators idle;

  /** A maker of Gaussian and lognormal maps. */
  public MapMaker(Spectra spectra) {
    this(spectra, LightCones.NONE, DEFAULT_KEPT_BYTES);
  }

  /**
   * @param lightCones makes the maps of that kind
   * @param keptBytes bound of what is kept between calls, 0 to keep nothing
   */
  public MapMaker(Spectra spectra, LightCones lightCones, long keptBytes) {
    this.spectra = spectra;
    this.lightCones = lightCones;
    idle = new IdleSimulators(keptBytes);
  }

  /**
   * Returns if the map of this recipe can be made here; quick.
   *
   * @throws IllegalArgumentException naming what is not allowed
   */
  public void check(Recipe recipe) {
    if (recipe.generatorVersion() != MapSimulator.GENERATOR_VERSION) {
      throw new IllegalArgumentException(
          "generator version = "
              + recipe.generatorVersion()
              + " is not allowed: this generator is "
              + MapSimulator.GENERATOR_VERSION);
    }
    if (recipe.kind() == MapKind.LIGHTCONE) {
      lightCones.check(recipe);
    }
  }

  /**
   * The map of a recipe.
   *
   * @throws IllegalArgumentException as of {@link #check}, or if no lognormal field has the
   *     spectrum of the recipe
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public ConvergenceMap make(Recipe recipe) {
    check(recipe);
    if (recipe.kind() == MapKind.LIGHTCONE) {
      return lightCones.make(recipe);
    }
    SetUp setUp = SetUp.of(recipe);
    MapSimulator simulator = idle.take(setUp).orElseGet(() -> simulator(recipe));
    ConvergenceMap map = simulator.simulate(recipe.seed(), recipe.index());
    idle.giveBack(setUp, simulator);
    return map;
  }

  /** The spectra that maps are made from. */
  public Spectra spectra() {
    return spectra;
  }

  private MapSimulator simulator(Recipe recipe) {
    FieldKind kind = recipe.kind() == MapKind.GAUSSIAN ? FieldKind.GAUSSIAN : FieldKind.LOGNORMAL;
    return new MapSimulator(
        spectrum(recipe, recipe.cosmology()),
        kind,
        LognormalShift.at(recipe.sourceRedshift()),
        recipe.observation(),
        recipe.twoPointOf().map(other -> spectrum(recipe, other)));
  }

  private AngularSpectrum spectrum(Recipe recipe, Cosmology cosmology) {
    return spectra.of(cosmology, recipe.sources(), recipe.nonlinear());
  }
}
