package nustream.classifier.training;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import nustream.classifier.maps.MapSource;
import nustream.classifier.maps.SimulatedMaps;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.ClassifierNetwork;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.DetectionTask.FixedAmplitude;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.boltzmann.BoltzmannSolver;
import nustream.lensing.physics.boltzmann.TransferTable;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;

/** An easy task on small maps, its two cosmologies solved once for all tests of the module. */
public final class SmallTask {
  /** Far from the masses allowed by experiment: some hundred maps must do. */
  public static final double MASS_EV = 0.3;

  private static final Map<Cosmology, TransferTable> SOLVED = new ConcurrentHashMap<>();

  public static final Spectra SPECTRA = new Spectra(SmallTask::transfers);

  public static final DetectionTask TASK =
      new DetectionTask(
          MapKind.GAUSSIAN,
          NonlinearModel.HALOFIT,
          new MapGeometry(3.5, 32),
          1,
          30,
          0.3,
          Double.POSITIVE_INFINITY,
          MASS_EV,
          FixedAmplitude.PRIMORDIAL,
          false);

  public static final TaskUniverse UNIVERSE = new TaskUniverse(TASK, SPECTRA);

  private static final MapMaker MAKER = new MapMaker(SPECTRA);

  private SmallTask() {}

  /** Whatever the amplitude, the transfer functions are the same. */
  private static TransferTable transfers(Cosmology cosmology) {
    Cosmology key = cosmology.withAmplitude(new Amplitude.Primordial(1e-9));
    return SOLVED.computeIfAbsent(key, new BoltzmannSolver(2)::transfers);
  }

  /** The task with something else held fixed between the classes. */
  public static DetectionTask task(FixedAmplitude fixed, boolean sameTwoPoint) {
    return new DetectionTask(
        TASK.kind(),
        TASK.nonlinear(),
        TASK.geometry(),
        TASK.sourceRedshift(),
        TASK.galaxiesPerArcmin2(),
        TASK.ellipticityPerComponent(),
        TASK.largestMultipole(),
        TASK.massEv(),
        fixed,
        sameTwoPoint);
  }

  public static Supplier<MapSource> maps(long seed) {
    return () -> new SimulatedMaps(UNIVERSE, MAKER, seed);
  }

  /** A training of a tiny network. */
  public static TrainingSettings settings(long seed, boolean shuffledLabels, Stopping stopping) {
    return new TrainingSettings(
        new ClassifierNetwork(4, 2, 1, 4, true, 30),
        TASK,
        new BatchComposition(24, 8, MASS_EV, 1, shuffledLabels),
        "exponential:2e-3,0.99,1",
        0.9,
        0.3,
        stopping,
        seed,
        1);
  }
}
