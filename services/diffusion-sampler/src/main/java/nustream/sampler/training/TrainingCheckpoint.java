package nustream.sampler.training;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import nustream.learning.checkpoint.Checkpoint;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TrainingState;

/** Translates between the state of a training and a checkpoint, and refuses foreign ones. */
final class TrainingCheckpoint {
  static final String TOTAL_STEPS = "total_steps";

  private final Map<String, String> properties;
  private final Map<String, HostTensor> shapes;

  TrainingCheckpoint(
      TrainingSettings settings, long totalSteps, Map<String, HostTensor> parameters) {
    properties = new HashMap<>(settings.describe());
    properties.put(TOTAL_STEPS, String.valueOf(totalSteps));
    shapes = parameters;
  }

  Checkpoint checkpoint(TrainingState state) {
    Map<String, float[]> arrays = new HashMap<>();
    put(arrays, "weight.", state.weights());
    put(arrays, "first.", state.firstMoments());
    put(arrays, "second.", state.secondMoments());
    put(arrays, "average.", state.averages());
    return new Checkpoint(state.step(), arrays, properties);
  }

  /**
   * @throws IllegalArgumentException if the checkpoint belongs to a training with other settings
   */
  TrainingState state(Checkpoint checkpoint) {
    properties.forEach(
        (name, value) -> {
          String found = checkpoint.property(name);
          if (!found.equals(value)) {
            throw new IllegalArgumentException(
                "the folder holds a training with " + name + " = " + found + ", not " + value);
          }
        });
    return new TrainingState(
        checkpoint.step(),
        get(checkpoint, "weight."),
        get(checkpoint, "first."),
        get(checkpoint, "second."),
        get(checkpoint, "average."));
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
}
