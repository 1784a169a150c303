package nustream.sampler.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.learning.torch.HostTensor;
import nustream.sampler.model.ModelFile;
import nustream.sampler.training.TrainingSettings;

/** Writes trained parameters and their card into a model store. */
final class Releases {
  private static final double GUIDANCE = 0;
  private static final int STEPS = 50;
  private static final double ETA = 0.5;

  private final ModelStore store;

  Releases(Path store) {
    this.store = ModelStore.open(store);
  }

  /** Releases a trained model. */
  ModelRelease release(
      String name,
      TrainingSettings settings,
      long steps,
      Map<String, HostTensor> parameters,
      List<String> commands)
      throws IOException {
    String variant = settings.network().variant().word();
    Map<String, String> described = new TreeMap<>(settings.describe());
    described.put("steps", String.valueOf(steps));
    ModelCard card =
        new ModelCard(
            name,
            variant,
            settings.prior(),
            settings.mixture().inverted() > 0 ? List.of("NO", "IO") : List.of("NO"),
            "nustream-diffusion-sampler " + GeneratorVersion.TEXT,
            commands,
            "Fresh draws of the prior "
                + settings.prior()
                + ", tempered around the measured observables and labelled while training ran",
            described,
            Map.of("training", settings.seed()),
            Map.of(),
            GUIDANCE,
            STEPS,
            ETA,
            count(parameters),
            0,
            "",
            now());
    return release(settings, parameters, card);
  }

  /** Releases parameters with a card that stands. */
  ModelRelease release(
      TrainingSettings settings, Map<String, HostTensor> parameters, ModelCard card)
      throws IOException {
    Path file = Files.createTempFile("model", ".bin");
    try {
      Files.write(file, ModelFile.pack(settings.network(), parameters));
      return store.release(card.name(), file, card);
    } finally {
      Files.delete(file);
    }
  }

  /** The card of a model made from another. */
  static ModelCard derived(
      ModelCard from,
      String name,
      List<String> createdBy,
      String data,
      Map<String, String> settings,
      Map<String, Double> metrics) {
    return new ModelCard(
        name,
        from.variant(),
        from.prior(),
        from.orderings(),
        from.generator(),
        createdBy,
        data,
        settings,
        from.seeds(),
        metrics,
        from.defaultGuidance(),
        from.defaultSteps(),
        from.defaultEta(),
        from.parameters(),
        0,
        "",
        now());
  }

  /** The card of a model with the settings that it is to be used with and what they gave. */
  static ModelCard released(
      ModelCard from,
      List<String> createdBy,
      Map<String, Double> metrics,
      double guidance,
      int steps,
      double eta) {
    return new ModelCard(
        from.name(),
        from.variant(),
        from.prior(),
        from.orderings(),
        from.generator(),
        createdBy,
        from.data(),
        from.settings(),
        from.seeds(),
        metrics,
        guidance,
        steps,
        eta,
        from.parameters(),
        0,
        "",
        from.createdAt());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static long count(Map<String, HostTensor> parameters) {
    return parameters.values().stream().mapToLong(tensor -> tensor.values().length).sum();
  }
}
