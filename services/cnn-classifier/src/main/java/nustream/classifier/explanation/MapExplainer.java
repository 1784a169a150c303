package nustream.classifier.explanation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import nustream.classifier.model.ClassifierNetwork;
import nustream.classifier.model.FeatureStatistics;
import nustream.classifier.model.ModelFile;
import nustream.classifier.model.SquareSymmetry;
import nustream.learning.attribution.Attribution;
import nustream.learning.attribution.AttributionSettings;
import nustream.learning.attribution.Baselines;
import nustream.learning.attribution.IntegratedGradients;
import nustream.learning.attribution.PathRule;
import nustream.learning.store.ModelRelease;
import nustream.learning.torch.GradientModule;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TorchDevice;
import nustream.learning.torch.TorchRuntime;
import nustream.learning.torch.TorchScriptArchive;

/**
 * Says which pixels of a map move the logit of massive neutrinos, by integrated gradients. Owns
 * native memory and belongs to one thread at a time; others may classify meanwhile.
 */
public final class MapExplainer implements AutoCloseable {
  private static final String LOGIT =
      """
        def logit(self: __torch__.M, maps: Tensor) -> Tensor:
          return torch.select((self).predict(maps, ), 1, 0)
      """;

  /**
   * The logit of a map less its mean. Maps hardly have a mean, so that trainings leave open what a
   * network makes of one; a gradient that is the same for all pixels would be shown as an
   * attribution of opposite sign to over- and underdense pixels that adds up to nothing.
   */
  private static final String CENTRED =
      """
        def logit(self: __torch__.M, maps: Tensor) -> Tensor:
          centred = torch.sub(maps, torch.mean(maps, [2, 3], True))
          return torch.select((self).predict(centred, ), 1, 0)
      """;

  private final int pixels;
  private final GradientModule module;

  private MapExplainer(
      ClassifierNetwork network, String logit, int pixels, Map<String, HostTensor> tensors) {
    this.pixels = pixels;
    TorchRuntime.prepareThread(1);
    this.module =
        GradientModule.of(
            network.inferenceScript() + logit,
            tensors,
            "logit",
            TorchDevice.AUTO,
            1,
            pixels,
            pixels);
  }

  /** Explains a released model. */
  public static MapExplainer open(ModelRelease release) throws IOException {
    return open(release, LOGIT);
  }

  /** Explains what a released model says of maps less their mean. */
  public static MapExplainer centred(ModelRelease release) throws IOException {
    return open(release, CENTRED);
  }

  private static MapExplainer open(ModelRelease release, String logit) throws IOException {
    return new MapExplainer(
        ModelFile.network(release.card()),
        logit,
        ModelFile.task(release.card()).geometry().pixels(),
        TorchScriptArchive.readParameters(release.modelFile()));
  }

  /** Explains parameters that are not released. */
  public static MapExplainer of(
      ClassifierNetwork network,
      int pixels,
      Map<String, HostTensor> parameters,
      FeatureStatistics statistics) {
    return of(network, pixels, parameters, statistics, LOGIT);
  }

  /** Explains what parameters that are not released say of maps less their mean. */
  public static MapExplainer centred(
      ClassifierNetwork network,
      int pixels,
      Map<String, HostTensor> parameters,
      FeatureStatistics statistics) {
    return of(network, pixels, parameters, statistics, CENTRED);
  }

  private static MapExplainer of(
      ClassifierNetwork network,
      int pixels,
      Map<String, HostTensor> parameters,
      FeatureStatistics statistics,
      String logit) {
    try {
      Path file = Files.createTempFile("explained", ".pt");
      try {
        Files.write(file, ModelFile.pack(network, parameters, statistics));
        return new MapExplainer(network, logit, pixels, TorchScriptArchive.readParameters(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Attributes the logit to the pixels of a map.
   *
   * @param map pixels x pixels numbers, row by row, checked by {@link
   *     nustream.classifier.model.MapCheck}
   */
  public Attribution explain(float[] map, ExplanationSettings settings) {
    return explain(map, settings, () -> true);
  }

  /**
   * As above, as long as the answer is wanted.
   *
   * @param wanted asked between native calls, each of some hundredths of a second
   * @throws java.util.concurrent.CancellationException when it is not wanted any more
   */
  public Attribution explain(float[] map, ExplanationSettings settings, BooleanSupplier wanted) {
    return explain(map, rms(map), settings, wanted);
  }

  /**
   * As above, with noise baselines of a given size: from baselines in common, the attributions of
   * two maps differ by the difference of their logits.
   *
   * @param noise standard deviation of the noise baselines
   */
  Attribution explain(float[] map, double noise, ExplanationSettings settings) {
    return explain(map, noise, settings, () -> true);
  }

  private Attribution explain(
      float[] map, double noise, ExplanationSettings settings, BooleanSupplier wanted) {
    TorchRuntime.prepareThread(1);
    PathRule rule =
        settings.baseline() == BaselineKind.ZERO ? PathRule.LOGARITHMIC : PathRule.GAUSS_LEGENDRE;
    IntegratedGradients gradients =
        new IntegratedGradients(
            module, new AttributionSettings(rule, settings.steps(), settings.batch()), wanted);
    List<float[]> baselines = baselines(map.length, noise, settings);
    if (!settings.symmetrise()) {
      return gradients.attribute(map, baselines);
    }
    SquareSymmetry[] symmetries = SquareSymmetry.values();
    double[] values = new double[map.length];
    double output = 0;
    double baselineOutput = 0;
    for (SquareSymmetry symmetry : symmetries) {
      int[] source = sources(symmetry);
      float[] turned = new float[map.length];
      symmetry.apply(map, 0, pixels, turned, 0);
      Attribution found = gradients.attribute(turned, baselines);
      for (int i = 0; i < values.length; i++) {
        values[source[i]] += found.values()[i] / symmetries.length;
      }
      output += found.output() / symmetries.length;
      baselineOutput += found.baselineOutput() / symmetries.length;
    }
    return new Attribution(values, output, baselineOutput);
  }

  /** Where each pixel of a transformed map comes from. */
  private int[] sources(SquareSymmetry symmetry) {
    float[] places = new float[pixels * pixels];
    for (int i = 0; i < places.length; i++) {
      places[i] = i; // exact: the largest map has 2^24 pixels
    }
    float[] turned = new float[places.length];
    symmetry.apply(places, 0, pixels, turned, 0);
    int[] sources = new int[places.length];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = (int) turned[i];
    }
    return sources;
  }

  /** Root mean square of a map. */
  static double rms(float[] map) {
    double squares = 0;
    for (float kappa : map) {
      squares += (double) kappa * kappa;
    }
    return Math.sqrt(squares / map.length);
  }

  private static List<float[]> baselines(int size, double sigma, ExplanationSettings settings) {
    if (settings.baseline() == BaselineKind.ZERO) {
      return Baselines.zero(size);
    }
    List<float[]> both = new ArrayList<>();
    for (float[] noise : Baselines.noise(size, sigma, settings.pairs(), settings.seed())) {
      float[] opposite = new float[noise.length];
      for (int i = 0; i < noise.length; i++) {
        opposite[i] = -noise[i];
      }
      both.add(noise);
      both.add(opposite);
    }
    return both;
  }

  @Override
  public void close() {
    module.close();
  }
}
