package nustream.classifier.command;

import nustream.classifier.model.ClassifierNetwork;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.training.BatchComposition;
import nustream.classifier.training.Stopping;
import nustream.classifier.training.TrainingSettings;
import picocli.CommandLine.Option;

/** The options that decide a training, beside its task. */
final class SettingsOptions {
  @Option(
      names = "--steps",
      description = "Most training steps (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000")
  private long steps;

  @Option(
      names = "--schedule",
      description =
          "Learning rate: exponential:<initial>,<gamma>,<steps per epoch>,"
              + " cosine:<initial>,<floor>,<total steps> or constant:<rate>, each optionally with"
              + " +warmup:<steps>. Default: exponential from 2e-3 to 2e-5 over all steps.")
  private String schedule;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "1")
  private long seed;

  @Option(
      names = "--width",
      description = "Channels of the first level (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int width;

  @Option(
      names = "--levels",
      description = "Resolutions (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int levels;

  @Option(
      names = "--plain-levels",
      description = "Finest levels without residual block (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int plainLevels;

  @Option(
      names = "--hidden",
      description = "Units of the hidden layer of the heads (default: ${DEFAULT-VALUE}).",
      defaultValue = "16")
  private int hidden;

  @Option(
      names = "--scale",
      description = "Constant that maps are multiplied by (default: ${DEFAULT-VALUE}).",
      defaultValue = "30")
  private double scale;

  @Option(
      names = "--pairs",
      description = "Pairs of maps of both classes per step (default: ${DEFAULT-VALUE}).",
      defaultValue = "32")
  private int pairs;

  @Option(
      names = "--others",
      description = "Maps of other masses per step (default: ${DEFAULT-VALUE}).",
      defaultValue = "16")
  private int others;

  @Option(
      names = "--most-mass",
      description = "Largest of the other masses, eV (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.4")
  private double mostMassEv;

  @Option(
      names = "--mass-steps",
      description = "Steps from 0 to the largest mass (default: ${DEFAULT-VALUE}).",
      defaultValue = "8")
  private int massSteps;

  @Option(
      names = "--mass-weight",
      description = "Weight of the mass estimate in the loss (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.3")
  private double massWeight;

  @Option(
      names = "--average-decay",
      description = "Decay of the moving average of the weights (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.98")
  private double averageDecay;

  @Option(
      names = "--validate-every",
      description = "Steps between validations and checkpoints (default: ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private long every;

  @Option(
      names = "--validation-pairs",
      description = "Pairs of maps to validate on (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000")
  private int validationPairs;

  @Option(
      names = "--calibration-maps",
      description =
          "Maps that set the statistics of the features and the start of the heads (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "2000")
  private int calibrationMaps;

  @Option(
      names = "--patience",
      description =
          "Validations without a smaller cross-entropy after which to stop (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int patience;

  @Option(
      names = "--shuffle-labels",
      description = "Null test: labels and masses that have nothing to do with the maps.")
  private boolean shuffleLabels;

  @Option(
      names = "--threads",
      description = "Native threads of a step (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int threads;

  TrainingSettings settings(DetectionTask task) {
    return new TrainingSettings(
        new ClassifierNetwork(
            width, levels, plainLevels, hidden, task.observation().margin() == 1, scale),
        task,
        new BatchComposition(pairs, others, mostMassEv, massSteps, shuffleLabels),
        schedule == null ? exponential(2e-3, 2e-5, steps) : schedule,
        averageDecay,
        massWeight,
        new Stopping(steps, every, validationPairs, calibrationMaps, patience),
        seed,
        threads);
  }

  private static String exponential(double first, double last, long steps) {
    return "exponential:" + first + "," + Math.pow(last / first, 1.0 / steps) + ",1";
  }
}
