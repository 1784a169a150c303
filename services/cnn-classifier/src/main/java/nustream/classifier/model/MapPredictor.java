package nustream.classifier.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nustream.learning.store.ModelRelease;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TorchDevice;
import nustream.learning.torch.TorchModule;
import nustream.learning.torch.TorchRuntime;

/**
 * Classifies maps with one network. It owns native memory and belongs to one thread at a time: one
 * per worker.
 */
public final class MapPredictor implements AutoCloseable {
  private final ClassifierNetwork network;
  private final int pixels;
  private final TorchModule module;

  private MapPredictor(ClassifierNetwork network, int pixels, TorchModule module) {
    this.network = network;
    this.pixels = pixels;
    this.module = module;
  }

  /**
   * Loads a released model.
   *
   * @throws IllegalArgumentException if the card does not describe a network of this program
   * @throws RuntimeException with libtorch's reason if the model file cannot be loaded
   */
  public static MapPredictor open(ModelRelease release) {
    return open(
        ModelFile.network(release.card()),
        ModelFile.task(release.card()).geometry().pixels(),
        release.modelFile());
  }

  /** Loads parameters that are not released. */
  public static MapPredictor of(
      ClassifierNetwork network,
      int pixels,
      Map<String, HostTensor> parameters,
      FeatureStatistics statistics) {
    try {
      Path file = Files.createTempFile("classifier", ".pt");
      try {
        Files.write(file, ModelFile.pack(network, parameters, statistics));
        return open(network, pixels, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MapPredictor open(ClassifierNetwork network, int pixels, Path file) {
    network.requireSide(pixels);
    TorchRuntime.prepareThread(1);
    return new MapPredictor(network, pixels, TorchModule.load(file, TorchDevice.AUTO));
  }

  public ClassifierNetwork network() {
    return network;
  }

  /** Pixels per side of the maps. */
  public int pixels() {
    return pixels;
  }

  /**
   * Classifies a batch of maps in one native call.
   *
   * @param maps n x pixels x pixels numbers, checked by {@link MapCheck}
   * @return one verdict per map, in order
   */
  public List<Verdict> predict(float[] maps) {
    TorchRuntime.prepareThread(1);
    float[] rows = module.infer("predict", tensor(maps));
    List<Verdict> verdicts = new ArrayList<>(rows.length / ClassifierNetwork.OUTPUTS);
    for (int i = 0; i < rows.length; i += ClassifierNetwork.OUTPUTS) {
      double unit = ClassifierNetwork.MASS_UNIT_EV;
      verdicts.add(new Verdict(rows[i], unit * rows[i + 1], unit * Math.exp(rows[i + 2])));
    }
    return verdicts;
  }

  /** As {@link #predict}, with logit and masses averaged over the symmetries of the square. */
  public List<Verdict> predictSymmetrised(float[] maps) {
    SquareSymmetry[] symmetries = SquareSymmetry.values();
    int count = maps.length / (pixels * pixels);
    double[][] sums = new double[count][ClassifierNetwork.OUTPUTS];
    float[] turned = new float[maps.length];
    for (SquareSymmetry symmetry : symmetries) {
      for (int i = 0; i < count; i++) {
        symmetry.apply(maps, i * pixels * pixels, pixels, turned, i * pixels * pixels);
      }
      List<Verdict> verdicts = predict(turned);
      for (int i = 0; i < count; i++) {
        sums[i][0] += verdicts.get(i).logit() / symmetries.length;
        sums[i][1] += verdicts.get(i).massEv() / symmetries.length;
        sums[i][2] += verdicts.get(i).massErrorEv() / symmetries.length;
      }
    }
    List<Verdict> averages = new ArrayList<>(count);
    for (double[] sum : sums) {
      averages.add(new Verdict(sum[0], sum[1], sum[2]));
    }
    return averages;
  }

  /**
   * The features of maps before they are normalised.
   *
   * @return n x {@link ClassifierNetwork#features()} numbers
   */
  public float[] features(float[] maps) {
    TorchRuntime.prepareThread(1);
    return module.infer("features", tensor(maps));
  }

  private HostTensor tensor(float[] maps) {
    int size = pixels * pixels;
    if (maps.length == 0 || maps.length % size != 0) {
      throw new MapRefusedException(
          "values of the maps = " + maps.length + ", allowed a multiple of " + size);
    }
    return new HostTensor(maps, maps.length / size, 1, pixels, pixels);
  }

  /** Time inside native calls so far. */
  public long computeNanos() {
    return module.computeNanos();
  }

  @Override
  public void close() {
    module.close();
  }
}
