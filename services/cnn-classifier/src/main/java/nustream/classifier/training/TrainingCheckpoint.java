package nustream.classifier.training;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import nustream.classifier.model.FeatureStatistics;
import nustream.learning.checkpoint.Checkpoint;
import nustream.learning.torch.AdamTraining;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TrainingState;

/** Translates between the state of a training and a checkpoint, and refuses foreign ones. */
final class TrainingCheckpoint {
  private static final String BEST = "best.";
  private static final String MEAN = "best_statistics.mean";
  private static final String DEVIATION = "best_statistics.deviation";

  private final Map<String, String> settings;
  private final Map<String, HostTensor> shapes;

  TrainingCheckpoint(TrainingSettings settings) {
    this.settings = settings.describe();
    this.shapes = settings.network().initialParameters(0);
  }

  Checkpoint checkpoint(TrainingState state, BestSoFar best) {
    Candidate candidate = best.candidate();
    Map<String, float[]> arrays = new HashMap<>();
    put(arrays, "weight.", state.weights());
    put(arrays, "first.", state.firstMoments());
    put(arrays, "second.", state.secondMoments());
    put(arrays, "average.", state.averages());
    put(arrays, BEST, candidate.parameters());
    arrays.put(MEAN, floats(candidate.statistics().mean()));
    arrays.put(DEVIATION, floats(candidate.statistics().deviation()));
    Map<String, String> properties = new HashMap<>(settings);
    properties.put("best.step", String.valueOf(candidate.step()));
    properties.put("best.loss", String.valueOf(candidate.validation().loss()));
    properties.put("best.accuracy", String.valueOf(candidate.validation().accuracy()));
    properties.put("best.auc", String.valueOf(candidate.validation().area()));
    properties.put("best.d_prime", String.valueOf(candidate.validation().separation()));
    properties.put("stale", String.valueOf(best.stale()));
    return new Checkpoint(state.step(), arrays, properties);
  }

  /**
   * Puts a training where the checkpoint was written.
   *
   * @throws IllegalArgumentException if it belongs to a training with other settings
   */
  BestSoFar restore(Checkpoint found, AdamTraining adam) {
    settings.forEach(
        (name, value) -> {
          // Another patience ends the same training elsewhere.
          if (!name.equals(Stopping.PATIENCE) && !found.property(name).equals(value)) {
            throw new IllegalArgumentException(
                "the folder holds a training with "
                    + name
                    + " = "
                    + found.property(name)
                    + ", not "
                    + value);
          }
        });
    adam.restore(
        new TrainingState(
            found.step(),
            get(found, "weight."),
            get(found, "first."),
            get(found, "second."),
            get(found, "average.")));
    Validation validation =
        new Validation(
            number(found, "best.loss"),
            number(found, "best.accuracy"),
            number(found, "best.auc"),
            number(found, "best.d_prime"));
    Candidate candidate =
        new Candidate(
            Long.parseLong(found.property("best.step")),
            get(found, BEST),
            new FeatureStatistics(doubles(found.array(MEAN)), doubles(found.array(DEVIATION))),
            validation);
    return new BestSoFar(candidate, Integer.parseInt(found.property("stale")));
  }

  private static double number(Checkpoint found, String name) {
    return Double.parseDouble(found.property(name));
  }

  private static void put(
      Map<String, float[]> arrays, String prefix, Map<String, HostTensor> tensors) {
    tensors.forEach((name, tensor) -> arrays.put(prefix + name, tensor.values()));
  }

  private Map<String, HostTensor> get(Checkpoint checkpoint, String prefix) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) ->
            tensors.put(name, new HostTensor(checkpoint.array(prefix + name), shape.shape())));
    return tensors;
  }

  private static float[] floats(double[] values) {
    float[] numbers = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = (float) values[i];
    }
    return numbers;
  }

  private static double[] doubles(float[] values) {
    double[] numbers = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = values[i];
    }
    return numbers;
  }
}
