package nustream.classifier.maps;

import java.util.Optional;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.DetectionTask.FixedAmplitude;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.recipe.Recipe;
import nustream.lensing.physics.recipe.Spectra;

/** The universes of a task, one per sum of the neutrino masses. Immutable and thread-safe. */
public final class TaskUniverse {
  private final DetectionTask task;
  private final Cosmology massless;

  /**
   * @param spectra gives sigma8 of the massless universe where that is held fixed
   */
  public TaskUniverse(DetectionTask task, Spectra spectra) {
    this.task = task;
    Cosmology fiducial = Cosmology.massiveNusFiducial();
    massless =
        task.fixed() == FixedAmplitude.PRIMORDIAL
            ? fiducial
            : fiducial.withAmplitude(new Amplitude.Sigma8(spectra.linear(fiducial).sigma8(0)));
  }

  public DetectionTask task() {
    return task;
  }

  /** The universe with this sum of the neutrino masses, eV. */
  public Cosmology cosmology(double massEv) {
    return massless.withSumMassesEv(massEv);
  }

  /**
   * What a map is made from.
   *
   * @param massEv sum of the neutrino masses, eV
   */
  public Recipe recipe(double massEv, long seed, long index) {
    return new Recipe(
        cosmology(massEv),
        task.sourceRedshift(),
        task.observation(),
        task.kind(),
        task.nonlinear(),
        seed,
        index,
        MapSimulator.GENERATOR_VERSION,
        task.sameTwoPoint() ? Optional.of(massless) : Optional.empty());
  }
}
