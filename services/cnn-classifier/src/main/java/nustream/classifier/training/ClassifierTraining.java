package nustream.classifier.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nustream.classifier.maps.MapSource;
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
 * there, and goes on from the newest checkpoint when started again. The result is a function of the
 * settings alone; interruptions do not change it.
 */
public final class ClassifierTraining {
  private static final double CLIP_NORM = 1;
  private static final List<String> COLUMNS =
      List.of(
          "loss_training",
          "loss_validation",
          TrainingLog.LEARNING_RATE,
          "accuracy",
          "auc",
          "d_prime",
          "gradient_norm",
          "maps_per_second");

  private final TrainingSettings settings;
  private final Supplier<MapSource> maps;
  private final Path folder;

  /**
   * @param maps opens a source of the maps of the task; called once for batches and once for
   *     validation, each used by one thread
   */
  public ClassifierTraining(TrainingSettings settings, Supplier<MapSource> maps, Path folder) {
    this.settings = settings;
    this.maps = maps;
    this.folder = folder;
  }

  /**
   * Trains to the end of the settings, or until the cross-entropy has not become smaller for some
   * validations.
   *
   * @return the weights with the smallest cross-entropy on the validation maps
   * @throws IllegalArgumentException if the folder holds a training with other settings
   */
  public Candidate run(TrainingProgress progress) throws IOException, InterruptedException {
    Checkpoints checkpoints = Checkpoints.in(folder.resolve("checkpoints"));
    LearningRateSchedule rate = LearningRateSchedule.parse(settings.schedule());
    Validator validator = new Validator(settings, maps.get());
    Optional<Checkpoint> found = checkpoints.latest();
    TorchRuntime.prepareThread(settings.threads());
    Map<String, HostTensor> initial = settings.network().initialParameters(settings.seed());
    try (AdamTraining adam = open(found.isPresent() ? initial : validator.start(initial))) {
      TrainingCheckpoint format = new TrainingCheckpoint(settings);
      BestSoFar best = found.map(one -> format.restore(one, adam)).orElse(BestSoFar.NONE);
      Path csv = folder.resolve("training.csv");
      Stopping stopping = settings.stopping();
      try (BatchSource<HostTensor[]> batches =
              new BatchSource<>(
                  () -> new BatchMaker(settings, maps.get()), adam.step(), stopping.steps());
          TrainingLog log = TrainingLog.resume(csv, COLUMNS, adam.step())) {
        Interval interval = new Interval(adam.step());
        boolean wanted = true;
        while (wanted && adam.step() < stopping.steps() && best.stale() < stopping.patience()) {
          long step = adam.step();
          double decay = Math.min(settings.averageDecay(), (step + 1.0) / (step + 10.0));
          // Validation prepares the thread for itself.
          TorchRuntime.prepareThread(settings.threads());
          interval.add(adam.step(rate.at(step), decay, batches.next()));
          if (adam.step() % stopping.every() == 0 || adam.step() == stopping.steps()) {
            double mapsPerSecond = settings.batch().maps() * interval.rate();
            Candidate now = validator.measure(adam.step(), adam.averagedParameters());
            best = best.after(now);
            log.append(adam.step(), interval.row(rate.at(step), now.validation(), mapsPerSecond));
            checkpoints.save(format.checkpoint(adam.state(), best));
            wanted = progress.report(now, mapsPerSecond);
            interval = new Interval(adam.step());
          }
        }
        log.writeCurve(folder.resolve("training.png"));
      }
      return best.candidate();
    }
  }

  private AdamTraining open(Map<String, HostTensor> initial) {
    TorchRuntime.prepareThread(settings.threads());
    return new AdamTraining(
        settings.network().trainingScript(), initial, CLIP_NORM, TorchDevice.AUTO);
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

    double rate() {
      return steps / ((System.nanoTime() - startNanos) / 1e9);
    }

    Map<String, Double> row(double learningRate, Validation validation, double mapsPerSecond) {
      return Map.of(
          "loss_training",
          loss / steps,
          "loss_validation",
          validation.loss(),
          TrainingLog.LEARNING_RATE,
          learningRate,
          "accuracy",
          validation.accuracy(),
          "auc",
          validation.area(),
          "d_prime",
          validation.separation(),
          "gradient_norm",
          norm / steps,
          "maps_per_second",
          mapsPerSecond);
    }
  }
}
