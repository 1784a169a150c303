package nustream.classifier.training;

import java.util.Map;
import java.util.TreeMap;
import nustream.classifier.model.ClassifierNetwork;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.Words;
import nustream.learning.schedule.LearningRateSchedule;

/**
 * Everything that decides the weights of a training.
 *
 * @param network its size
 * @param task what it is to tell apart
 * @param batch what a step sees
 * @param schedule learning rate, as {@link LearningRateSchedule#parse} reads it
 * @param averageDecay of the moving average of the weights, in [0, 1); in the first steps (s + 1) /
 *     (s + 10) where that is less
 * @param massWeight weight of the mass estimate's likelihood beside the cross-entropy, at least 0
 * @param stopping when to validate and when to stop
 * @param seed of everything random
 * @param threads native threads of a step; another number changes the last bits
 */
public record TrainingSettings(
    ClassifierNetwork network,
    DetectionTask task,
    BatchComposition batch,
    String schedule,
    double averageDecay,
    double massWeight,
    Stopping stopping,
    long seed,
    int threads) {

  public TrainingSettings {
    require(averageDecay >= 0 && averageDecay < 1, "average decay", averageDecay, "0 to below 1");
    require(massWeight >= 0 && massWeight <= 100, "mass weight", massWeight, "0 to 100");
    require(threads >= 1 && threads <= 256, "threads", threads, "1 to 256");
    network.requireSide(task.geometry().pixels());
    LearningRateSchedule.parse(schedule);
  }

  /** The same settings for another task. */
  public TrainingSettings withTask(DetectionTask other) {
    return new TrainingSettings(
        network, other, batch, schedule, averageDecay, massWeight, stopping, seed, threads);
  }

  static void require(boolean valid, String name, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(name + " = " + value + ", allowed " + allowed);
    }
  }

  /** The settings by name, as they stand in the card and in checkpoints. */
  public Map<String, String> describe() {
    Map<String, String> words = new TreeMap<>(network.describe());
    words.putAll(task.describe());
    words.putAll(batch.describe());
    words.putAll(stopping.describe());
    words.put("schedule", schedule);
    words.put("average_decay", String.valueOf(averageDecay));
    words.put("mass_weight", String.valueOf(massWeight));
    words.put("seed", String.valueOf(seed));
    words.put("threads", String.valueOf(threads));
    return words;
  }

  /** The settings that {@link #describe} described. */
  public static TrainingSettings read(Map<String, String> words) {
    return new TrainingSettings(
        ClassifierNetwork.read(words),
        DetectionTask.read(words),
        BatchComposition.read(words),
        Words.of(words, "schedule"),
        Double.parseDouble(Words.of(words, "average_decay")),
        Double.parseDouble(Words.of(words, "mass_weight")),
        Stopping.read(words),
        Long.parseLong(Words.of(words, "seed")),
        Integer.parseInt(Words.of(words, "threads")));
  }
}
