package nustream.classifier.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nustream.classifier.maps.MapSources;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.training.Candidate;
import nustream.classifier.training.ClassifierTraining;
import nustream.classifier.training.TrainingSettings;
import nustream.classifier.training.Validation;
import nustream.learning.store.ModelRelease;
import nustream.lensing.physics.recipe.Spectra;
import nustream.serving.command.AnnounceOption;
import nustream.serving.command.CommandWords;
import nustream.serving.command.StoreOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network and releases it. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Train a network to tell massive from massless neutrinos and release it. Started again with"
            + " the same options it goes on from the last checkpoint.")
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--name", required = true, description = "Name of the model.")
  private String name;

  @Option(names = "--out", required = true, description = "Folder for log, curve and checkpoints.")
  private Path out;

  @Mixin private StoreOption store;
  @Mixin private AnnounceOption announcement;
  @Mixin private TaskOptions task;
  @Mixin private SettingsOptions options;
  @Mixin private MapsOption maps;
  @Mixin private SpectraOption cache;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TrainingSettings settings = options.settings(task.task());
    Spectra spectra = cache.open();
    TaskUniverse universe = new TaskUniverse(settings.task(), spectra);
    Candidate best;
    try (MapSources sources = maps.open(universe, spectra, settings.seed())) {
      best = new ClassifierTraining(settings, sources, out).run(this::report);
    }
    ModelRelease release =
        new Releases(store.open()).release(name, settings, best, List.of(CommandWords.of(spec)));
    spec.commandLine().getOut().println(release.digest());
    announcement.tell(release);
    return 0;
  }

  private boolean report(Candidate now, double mapsPerSecond) {
    Validation validation = now.validation();
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "step=%d cross_entropy=%.5f accuracy=%.4f auc=%.4f d_prime=%.3f maps_per_second=%.0f%n",
        now.step(),
        validation.loss(),
        validation.accuracy(),
        validation.area(),
        validation.separation(),
        mapsPerSecond);
    err.flush();
    return true;
  }
}
