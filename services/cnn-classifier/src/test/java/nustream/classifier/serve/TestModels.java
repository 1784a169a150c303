package nustream.classifier.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nustream.classifier.model.ClassifierNetwork;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.DetectionTask.FixedAmplitude;
import nustream.classifier.model.FeatureStatistics;
import nustream.classifier.model.ModelFile;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.learning.torch.HostTensor;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.CounterNoise;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.Recipe;

/** Tiny networks with random parameters, and maps for them. */
public final class TestModels {
  public static final String GAUSSIAN = "nu-cnn-gaussian-z1";
  public static final String LOGNORMAL = "nu-cnn-lognormal-z1";
  public static final int PIXELS = 16;

  private static final ClassifierNetwork NETWORK = new ClassifierNetwork(8, 3, 1, 8, true, 30);

  private TestModels() {}

  /** What a test model of this kind was trained on. */
  public static DetectionTask task(MapKind kind) {
    return new DetectionTask(
        kind,
        NonlinearModel.HMCODE,
        new MapGeometry(1.0, PIXELS),
        1.0,
        30,
        0.3,
        Double.POSITIVE_INFINITY,
        0.1,
        FixedAmplitude.PRIMORDIAL,
        false);
  }

  /** A recipe of a map that a test model of this kind was trained on. */
  public static Recipe recipe(MapKind kind, double sourceRedshift, long index) {
    DetectionTask task = task(kind);
    return new Recipe(
        Cosmology.massiveNusFiducial().withSumMassesEv(task.massEv()),
        sourceRedshift,
        task.observation(),
        kind,
        task.nonlinear(),
        7,
        index,
        MapSimulator.GENERATOR_VERSION,
        Optional.empty());
  }

  /** White noise of a size as convergence has. */
  public static float[] pixels(int side, long index) {
    CounterNoise noise = new CounterNoise(1, 9, index);
    float[] pixels = new float[side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (0.03 * noise.next());
    }
    return pixels;
  }

  /** Releases a network; another seed gives another one. */
  public static ModelRelease release(ModelStore store, String name, MapKind kind, long seed) {
    try {
      Path file = Files.createTempFile("model", ".bin");
      try {
        Files.write(
            file,
            ModelFile.pack(NETWORK, parameters(seed), FeatureStatistics.none(NETWORK.features())));
        return store.release(name, file, card(name, kind));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parameters whose heads are not zero. */
  private static Map<String, HostTensor> parameters(long seed) {
    Map<String, HostTensor> parameters = new LinkedHashMap<>(NETWORK.initialParameters(seed));
    long stream = 0;
    for (HostTensor tensor : parameters.values()) {
      CounterNoise noise = new CounterNoise(seed, 10, stream++);
      for (int i = 0; i < tensor.values().length; i++) {
        tensor.values()[i] += (float) (0.03 * noise.next());
      }
    }
    return parameters;
  }

  private static ModelCard card(String name, MapKind kind) {
    Map<String, String> settings = new LinkedHashMap<>(NETWORK.describe());
    settings.putAll(task(kind).describe());
    return new ModelCard(
        name,
        "residual",
        "none",
        List.of(),
        "test",
        List.of("none"),
        "none",
        settings,
        Map.of(),
        Map.of("accuracy", 0.75, "optimal_accuracy", 0.8),
        0,
        1,
        0,
        0,
        0,
        "",
        "2026-01-31T12:00:00Z");
  }
}
