package nustream.sampler.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TorchScriptArchive;

/**
 * The model file: a TorchScript archive that holds the network's code and its float32 parameters
 * and nothing else, so that libtorch and {@code torch.jit.load} open it by itself.
 */
public final class ModelFile {
  private ModelFile() {}

  /** The bytes of a model file. */
  public static byte[] pack(DenoiserNetwork network, Map<String, HostTensor> parameters) {
    return TorchScriptArchive.pack(network.inferenceScript(), parameters);
  }

  /** The parameters in a model file, in the network's order. */
  public static Map<String, HostTensor> parameters(Path file) throws IOException {
    return TorchScriptArchive.readParameters(file);
  }

  /**
   * The network that a card describes by its variant and its settings "width" and "layers".
   *
   * @throws IllegalArgumentException naming what is missing or out of range
   */
  public static DenoiserNetwork network(ModelCard card) {
    return new DenoiserNetwork(
        Variant.named(card.variant()), number(card, "width"), number(card, "layers"));
  }

  /**
   * Checks that a released model's parameters are those of the network that this program makes of
   * its card.
   *
   * @throws IllegalArgumentException if it was made for rows or layers of another kind
   * @throws UncheckedIOException if the file cannot be read
   */
  static void requireFit(DenoiserNetwork network, ModelRelease release) {
    try {
      if (!network.fits(parameters(release.modelFile()))) {
        throw new IllegalArgumentException(
            "model "
                + release.card().name()
                + " "
                + release.digest()
                + " was trained by another version for other inputs than the "
                + network.inputs()
                + " of this one; train it anew");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(ModelCard card, String name) {
    String text = card.settings().get(name);
    if (text == null || !text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "card of " + card.name() + ": setting " + name + " = " + text + ", allowed a number");
    }
    return Integer.parseInt(text);
  }
}
