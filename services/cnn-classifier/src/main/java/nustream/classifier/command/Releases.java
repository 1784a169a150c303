package nustream.classifier.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.ModelFile;
import nustream.classifier.training.Candidate;
import nustream.classifier.training.TrainingSettings;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;

/** Writes trained networks and their cards into a model store. */
final class Releases {
  private final ModelStore store;

  Releases(ModelStore store) {
    this.store = store;
  }

  /** Releases the best weights of a training. */
  ModelRelease release(
      String name, TrainingSettings settings, Candidate best, List<String> commands)
      throws IOException {
    DetectionTask task = settings.task();
    Map<String, String> described = new TreeMap<>(settings.describe());
    described.put("best_step", String.valueOf(best.step()));
    ModelCard card =
        new ModelCard(
            name,
            task.kind().name().toLowerCase(Locale.ROOT),
            "0 and " + task.massEv() + " eV with equal probability",
            List.of(),
            "nustream-cnn-classifier " + GeneratorVersion.TEXT,
            commands,
            data(settings),
            described,
            Map.of("training", settings.seed()),
            Map.of(
                "validation_accuracy", best.validation().accuracy(),
                "validation_auc", best.validation().area(),
                "validation_cross_entropy", best.validation().loss()),
            0,
            1,
            0,
            settings.network().parameterCount(),
            0,
            "",
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    Path file = Files.createTempFile("model", ".bin");
    try {
      Files.write(file, ModelFile.pack(settings.network(), best.parameters(), best.statistics()));
      return store.release(name, file, card);
    } finally {
      Files.delete(file);
    }
  }

  private static String data(TrainingSettings settings) {
    DetectionTask task = settings.task();
    return "Fresh %s convergence maps in every step, made while training ran: %s deg, %d x %d pixels, sources at z = %s, %s galaxies per square arcminute with %s per ellipticity component, %s eV against 0 at fixed %s; the logit is trained on pairs of both classes with equal phases and noise, the mass on these and on masses from 0 to %s eV"
        .formatted(
            task.kind().name().toLowerCase(Locale.ROOT),
            task.geometry().angleDeg(),
            task.geometry().pixels(),
            task.geometry().pixels(),
            task.sourceRedshift(),
            task.galaxiesPerArcmin2(),
            task.ellipticityPerComponent(),
            task.massEv(),
            task.fixed() == DetectionTask.FixedAmplitude.PRIMORDIAL ? "A_s" : "sigma8",
            settings.batch().mostMassEv());
  }
}
