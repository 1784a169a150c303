package nustream.classifier.explanation;

import java.util.Optional;
import java.util.OptionalDouble;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.DetectionTask;
import nustream.learning.attribution.Attribution;
import nustream.lensing.physics.bound.LikelihoodRatio;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Recipe;
import nustream.lensing.physics.recipe.Spectra;

/** Explains maps and compares with what the task makes possible. Owned by one thread. */
public final class Explanations {
  private final TaskUniverse universe;
  private final MapMaker maker;

  public Explanations(TaskUniverse universe, MapMaker maker) {
    this.universe = universe;
    this.maker = maker;
  }

  /** Explains a map of the task's size. */
  public MapExplanation explain(MapExplainer explainer, FitsMap map, ExplanationSettings settings) {
    float[] kappa = map.map().pixels();
    Attribution saliency = explainer.explain(kappa, settings);
    return new MapExplanation(
        saliency,
        SaliencyRegions.of(kappa, saliency.values()),
        signal(map, maker).map(clean -> SaliencyRegions.of(clean.pixels(), saliency.values())),
        idealCorrelation(map.map(), saliency));
  }

  /** The same sky without noise, if it is known how the map was made and there was noise. */
  static Optional<ConvergenceMap> signal(FitsMap map, MapMaker maker) {
    return map.recipe()
        .filter(recipe -> recipe.observation().noise().isPresent())
        .map(recipe -> maker.make(withoutNoise(recipe)));
  }

  static Recipe withoutNoise(Recipe recipe) {
    Observation noisy = recipe.observation();
    return new Recipe(
        recipe.cosmology(),
        recipe.sourceRedshift(),
        new Observation(
            noisy.geometry(),
            Optional.empty(),
            noisy.smoothingArcmin(),
            noisy.largestMultipole(),
            noisy.margin()),
        recipe.kind(),
        recipe.nonlinear(),
        recipe.seed(),
        recipe.index(),
        recipe.generatorVersion(),
        recipe.twoPointOf());
  }

  /**
   * The best classifier of Gaussian fields has the saliency (1/2) kappa x (kappa filtered by 1/C0 -
   * 1/C1), up to a constant.
   */
  private OptionalDouble idealCorrelation(ConvergenceMap map, Attribution saliency) {
    DetectionTask task = universe.task();
    if (task.kind() != MapKind.GAUSSIAN || task.sameTwoPoint()) {
      return OptionalDouble.empty();
    }
    LikelihoodRatio ratio =
        new LikelihoodRatio(
            task.geometry(),
            spectrum(0),
            spectrum(task.massEv()),
            task.noise(),
            task.largestMultipole());
    return OptionalDouble.of(
        SaliencyRegions.correlation(saliency.values(), ratio.attribution(map)));
  }

  private AngularSpectrum spectrum(double massEv) {
    Recipe recipe = universe.recipe(massEv, 0, 0);
    Spectra spectra = maker.spectra();
    return spectra.of(recipe.cosmology(), recipe.sources(), recipe.nonlinear());
  }
}
