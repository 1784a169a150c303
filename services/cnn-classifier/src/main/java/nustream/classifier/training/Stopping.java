package nustream.classifier.training;

import java.util.Map;
import java.util.TreeMap;
import nustream.classifier.model.Words;

/**
 * When a training is validated and when it stops.
 *
 * @param steps most steps, at least 1
 * @param every steps between validations, at least 1
 * @param validationPairs pairs of maps to validate on, 8 to 1,000,000
 * @param calibrationMaps maps that set the statistics of the features, 16 to 1,000,000
 * @param patience validations without a smaller cross-entropy after which it stops, at least 1
 */
public record Stopping(
    long steps, long every, int validationPairs, int calibrationMaps, int patience) {
  static final String PATIENCE = "patience";

  public Stopping {
    TrainingSettings.require(steps >= 1, "steps", steps, "at least 1");
    TrainingSettings.require(every >= 1, "steps between validations", every, "at least 1");
    TrainingSettings.require(
        validationPairs >= 8 && validationPairs <= 1_000_000,
        "validation pairs",
        validationPairs,
        "8 to 1000000");
    TrainingSettings.require(
        calibrationMaps >= 16 && calibrationMaps <= 1_000_000,
        "calibration maps",
        calibrationMaps,
        "16 to 1000000");
    TrainingSettings.require(patience >= 1, "patience", patience, "at least 1");
  }

  Map<String, String> describe() {
    Map<String, String> words = new TreeMap<>();
    words.put("steps", String.valueOf(steps));
    words.put("validate_every", String.valueOf(every));
    words.put("validation_pairs", String.valueOf(validationPairs));
    words.put("calibration_maps", String.valueOf(calibrationMaps));
    words.put(PATIENCE, String.valueOf(patience));
    return words;
  }

  static Stopping read(Map<String, String> words) {
    return new Stopping(
        Long.parseLong(Words.of(words, "steps")),
        Long.parseLong(Words.of(words, "validate_every")),
        Integer.parseInt(Words.of(words, "validation_pairs")),
        Integer.parseInt(Words.of(words, "calibration_maps")),
        Integer.parseInt(Words.of(words, PATIENCE)));
  }
}
