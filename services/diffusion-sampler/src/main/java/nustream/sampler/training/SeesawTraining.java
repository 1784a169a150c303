package nustream.sampler.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nustream.learning.batch.BatchSource;
import nustream.learning.checkpoint.Checkpoint;
import nustream.learning.checkpoint.Checkpoints;
import nustream.learning.log.TrainingLog;
import nustream.learning.schedule.LearningRateSchedule;
import nustream.learning.torch.AdamTraining;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.StepOutcome;
import nustream.learning.torch.TorchDevice;
import nustream.learning.torch.TorchRuntime;

/**
 * A training in a folder: it writes {@code training.csv}, {@code training.png} and checkpoints
 * there, and goes on from the newest checkpoint when started again. The result is a function of
 * settings, starting parameters, kept points and the number of steps; interruptions do not change
 * it.
 */
public final class SeesawTraining {
  private static final double CLIP_NORM = 1;
  private static final long WARMUP_STEPS = 200;
  private static final double FLOOR = 0.01;
  private static final List<String> COLUMNS =
      List.of("loss", TrainingLog.LEARNING_RATE, "gradient_norm", "steps_per_second");

  private final TrainingSettings settings;
  private final Map<String, HostTensor> initial;
  private final KeptPoints kept;
  private final Path folder;

  private SeesawTraining(
      TrainingSettings settings, Map<String, HostTensor> initial, KeptPoints kept, Path folder) {
    this.settings = settings;
    this.initial = initial;
    this.kept = kept;
    this.folder = folder;
  }

  /** A training from random parameters. */
  public static SeesawTraining fresh(TrainingSettings settings, Path folder) {
    long key = RandomStream.INITIAL_PARAMETERS.key(settings.seed());
    return new SeesawTraining(
        settings, settings.network().initialParameters(key), KeptPoints.NONE, folder);
  }

  /** A training from the parameters of a model of the same network, on draws of the prior. */
  public static SeesawTraining continued(
      TrainingSettings settings, Map<String, HostTensor> initial, Path folder) {
    if (!settings.network().fits(initial)) {
      throw new IllegalArgumentException(
          "the parameters to start from do not fit a network of " + settings.describe());
    }
    return new SeesawTraining(settings, initial, KeptPoints.NONE, folder);
  }

  /** A training from the parameters of a model, on its own best attempts among others. */
  static SeesawTraining continued(
      TrainingSettings settings, Map<String, HostTensor> initial, KeptPoints kept, Path folder) {
    return new SeesawTraining(settings, initial, kept, folder);
  }

  /**
   * The number of steps that fit into a time, from the speed of the first ones on this machine. It
   * is measured on a copy that is thrown away.
   */
  public long stepsWithin(double seconds) throws InterruptedException {
    int warmup = 10;
    int measured = 50;
    try (AdamTraining adam = open();
        BatchSource<HostTensor[]> batches = batches(0, warmup + measured)) {
      long start = 0;
      for (int i = 0; i < warmup + measured; i++) {
        if (i == warmup) {
          start = System.nanoTime();
        }
        adam.step(settings.peakRate() / WARMUP_STEPS, 0, batches.next());
      }
      double perStep = (System.nanoTime() - start) / 1e9 / measured;
      return Math.max(1, Math.round(seconds / perStep));
    }
  }

  /** The number of steps that an earlier start in the same folder aimed at. */
  public OptionalLong plannedSteps() throws IOException {
    Optional<Checkpoint> found = checkpoints().latest();
    return found.isPresent()
        ? OptionalLong.of(Long.parseLong(found.get().property(TrainingCheckpoint.TOTAL_STEPS)))
        : OptionalLong.empty();
  }

  /**
   * Trains to a number of steps, the steps of an earlier start in the same folder counted in.
   *
   * @param totalSteps also the length of the descent of the learning rate
   * @param checkpointSeconds time between checkpoints
   * @return the moving average of the parameters: what is released
   * @throws IllegalArgumentException if the folder holds a training with other settings
   */
  public Map<String, HostTensor> run(
      long totalSteps, double checkpointSeconds, TrainingProgress progress)
      throws IOException, InterruptedException {
    Checkpoints checkpoints = checkpoints();
    TrainingCheckpoint format = new TrainingCheckpoint(settings, totalSteps, initial);
    LearningRateSchedule rate =
        LearningRateSchedule.cosine(settings.peakRate(), settings.peakRate() * FLOOR, totalSteps)
            .withWarmup(WARMUP_STEPS);
    try (AdamTraining adam = open()) {
      Optional<Checkpoint> found = checkpoints.latest();
      if (found.isPresent()) {
        adam.restore(format.state(found.get()));
      }
      Path csv = folder.resolve("training.csv");
      try (BatchSource<HostTensor[]> batches = batches(adam.step(), totalSteps);
          TrainingLog log = TrainingLog.resume(csv, COLUMNS, adam.step())) {
        Interval interval = new Interval(adam.step());
        while (adam.step() < totalSteps) {
          long step = adam.step();
          double decay = Math.min(settings.averageDecay(), (step + 1.0) / (step + 10.0));
          interval.add(adam.step(rate.at(step), decay, batches.next()));
          boolean ended = adam.step() == totalSteps;
          if (ended || interval.seconds() >= checkpointSeconds) {
            log.append(adam.step(), interval.row(rate.at(step)));
            progress.report(adam.step(), totalSteps, interval.meanLoss(), interval.rate());
            checkpoints.save(format.checkpoint(adam.state()));
            interval = new Interval(adam.step());
          }
        }
        log.writeCurve(folder.resolve("training.png"));
      }
      return adam.averagedParameters();
    }
  }

  private Checkpoints checkpoints() throws IOException {
    return Checkpoints.in(folder.resolve("checkpoints"));
  }

  private AdamTraining open() {
    TorchRuntime.prepareThread(settings.threads());
    return new AdamTraining(
        settings.network().trainingScript(), initial, CLIP_NORM, TorchDevice.AUTO);
  }

  private BatchSource<HostTensor[]> batches(long from, long to) {
    return new BatchSource<>(
        () -> new BatchMaker(settings, new PointPools(settings, from), kept), from, to);
  }

  /** Means over the steps since the last row of the log. */
  private static final class Interval {
    private final long startNanos = System.nanoTime();
    private final long firstStep;
    private long steps;
    private double loss;
    private double norm;

    Interval(long firstStep) {
      this.firstStep = firstStep;
    }

    void add(StepOutcome outcome) {
      steps = outcome.step() - firstStep;
      loss += outcome.loss();
      norm += outcome.gradientNorm();
    }

    double seconds() {
      return (System.nanoTime() - startNanos) / 1e9;
    }

    double meanLoss() {
      return loss / steps;
    }

    double rate() {
      return steps / seconds();
    }

    Map<String, Double> row(double learningRate) {
      return Map.of(
          "loss",
          meanLoss(),
          TrainingLog.LEARNING_RATE,
          learningRate,
          "gradient_norm",
          norm / steps,
          "steps_per_second",
          rate());
    }
  }
}
