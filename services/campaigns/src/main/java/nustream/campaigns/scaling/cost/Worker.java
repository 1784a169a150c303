package nustream.campaigns.scaling.cost;

import java.util.Arrays;
import java.util.Optional;

/** A service that takes measured work from a topic, by the name that a ScaledObject gives it. */
public enum Worker {
  DIFFUSION_SAMPLER("diffusion-sampler"),
  CNN_CLASSIFIER("cnn-classifier"),
  MAP_SIMULATOR("map-simulator");

  private final String word;

  Worker(String word) {
    this.word = word;
  }

  /** The name, for example "diffusion-sampler". */
  public String word() {
    return word;
  }

  /** The worker of this name; empty when there is none. */
  public static Optional<Worker> named(String word) {
    return Arrays.stream(values()).filter(worker -> worker.word.equals(word)).findFirst();
  }
}
