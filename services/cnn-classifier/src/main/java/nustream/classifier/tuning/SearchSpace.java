package nustream.classifier.tuning;

import java.util.List;
import java.util.Locale;
import nustream.classifier.model.ClassifierNetwork;
import nustream.classifier.training.BatchComposition;
import nustream.classifier.training.Stopping;
import nustream.classifier.training.TrainingSettings;
import nustream.learning.tuning.Trial;

/**
 * What is tuned: learning rate and its decay per epoch, batch, width, resolutions, residual blocks,
 * hidden layer, and the average of the weights. Task, budget, mass estimate and seed are those of
 * the base settings. An epoch is the time from one validation to the next.
 *
 * @param base the settings that are varied
 * @param mostWidth largest width of the first level, 2 to 64
 */
public record SearchSpace(TrainingSettings base, int mostWidth) {
  private static final int LEAST_WIDTH = 2;
  private static final int MOST_LEVELS = 6;

  public SearchSpace {
    if (mostWidth < LEAST_WIDTH || mostWidth > 64) {
      throw new IllegalArgumentException("largest width = " + mostWidth + ", allowed 2 to 64");
    }
  }

  /** Settings that a trial chooses. */
  public TrainingSettings suggest(Trial trial) {
    double rate = trial.suggestLogFloat("learning_rate", 1e-4, 2e-2);
    double gamma = trial.suggestFloat("gamma", 0.5, 1);
    int pairs = trial.suggestCategorical("pairs", List.of(16, 32, 64));
    double decay = trial.suggestCategorical("average_decay", List.of(0.9, 0.98, 0.99));
    int width = trial.suggestLogInt("width", LEAST_WIDTH, mostWidth);
    int levels = trial.suggestInt("levels", 2, mostLevels());
    int plain = trial.suggestInt("plain_levels", 1, 2);
    int hidden = trial.suggestLogInt("hidden", 4, 64);
    ClassifierNetwork network = base.network();
    BatchComposition batch = base.batch();
    Stopping stopping = base.stopping();
    return new TrainingSettings(
        new ClassifierNetwork(width, levels, plain, hidden, network.periodic(), network.scale()),
        base.task(),
        new BatchComposition(
            pairs, batch.others(), batch.mostMassEv(), batch.massSteps(), batch.shuffledLabels()),
        String.format(Locale.ROOT, "exponential:%s,%s,%d", rate, gamma, stopping.every()),
        decay,
        base.massWeight(),
        stopping,
        base.seed(),
        base.threads());
  }

  /** The coarsest level of a map still has 4 pixels per side. */
  int mostLevels() {
    int levels = 1;
    while (levels < MOST_LEVELS && 4 << levels <= base.task().geometry().pixels()) {
      levels++;
    }
    return levels;
  }
}
