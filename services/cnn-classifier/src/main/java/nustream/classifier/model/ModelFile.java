package nustream.classifier.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import nustream.learning.store.ModelCard;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TorchScriptArchive;

/**
 * The model file: a TorchScript archive that holds the network's code, its float32 parameters and
 * the statistics of its features, and nothing else, so that libtorch and {@code torch.jit.load}
 * open it by itself.
 */
public final class ModelFile {
  private ModelFile() {}

  /**
   * The bytes of a model file.
   *
   * @param parameters trained ones, in the network's order
   */
  public static byte[] pack(
      ClassifierNetwork network, Map<String, HostTensor> parameters, FeatureStatistics statistics) {
    Map<String, HostTensor> all = new LinkedHashMap<>(parameters);
    all.put(ClassifierNetwork.FEATURE_MEAN, statistics.meanTensor());
    all.put(ClassifierNetwork.FEATURE_SCALE, statistics.scaleTensor());
    return TorchScriptArchive.pack(network.inferenceScript(), all);
  }

  /** The trained parameters in a model file, in the network's order, without the statistics. */
  public static Map<String, HostTensor> parameters(Path file) throws IOException {
    Map<String, HostTensor> all = new LinkedHashMap<>(TorchScriptArchive.readParameters(file));
    all.remove(ClassifierNetwork.FEATURE_MEAN);
    all.remove(ClassifierNetwork.FEATURE_SCALE);
    return all;
  }

  /**
   * The network that a card describes.
   *
   * @throws IllegalArgumentException naming what is missing or out of range
   */
  public static ClassifierNetwork network(ModelCard card) {
    try {
      return ClassifierNetwork.read(card.settings());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("card of " + card.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * What the model of a card was trained to tell apart.
   *
   * @throws IllegalArgumentException naming what is missing or out of range
   */
  public static DetectionTask task(ModelCard card) {
    try {
      return DetectionTask.read(card.settings());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("card of " + card.name() + ": " + e.getMessage(), e);
    }
  }
}
