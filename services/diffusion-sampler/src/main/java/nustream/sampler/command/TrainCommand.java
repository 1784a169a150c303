package nustream.sampler.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import nustream.learning.store.ModelRelease;
import nustream.learning.torch.HostTensor;
import nustream.sampler.model.ModelFile;
import nustream.sampler.training.SeesawTraining;
import nustream.sampler.training.TrainingSettings;
import nustream.serving.command.AnnounceOption;
import nustream.serving.command.CommandWords;
import nustream.serving.command.StoreOption;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model from random parameters and releases it. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Train a model on fresh draws of the prior and release it. Started again with the same"
            + " options it goes on from the last checkpoint.")
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, description = "Folder for log, curve and checkpoints.")
  private Path out;

  @Option(names = "--name", description = "Name of the model (default: seesaw-<variant>).")
  private String name;

  @ArgGroup(multiplicity = "1")
  private Length length;

  @Option(
      names = "--start",
      description =
          "Name or digest of a model of the same network in the store to start from, instead of"
              + " random parameters.")
  private String start;

  @Option(
      names = "--checkpoint-seconds",
      description = "Time between checkpoints (default: ${DEFAULT-VALUE}).",
      defaultValue = "60")
  private double checkpointSeconds;

  @Mixin private StoreOption store;
  @Mixin private AnnounceOption announcement;
  @Mixin private SettingsOptions settings;

  private static final class Length {
    @Option(names = "--steps", description = "Number of steps.")
    private Long steps;

    @Option(
        names = "--minutes",
        description =
            "Time; the number of steps is fixed from the speed of the first ones, and stands in the"
                + " card.")
    private Double minutes;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    TrainingSettings wanted = settings.toSettings();
    List<String> commands = new ArrayList<>();
    SeesawTraining training = training(wanted, commands);
    commands.add(CommandWords.of(spec));
    long steps = steps(training);
    String variant = wanted.network().variant().word();
    Map<String, HostTensor> parameters =
        training.run(steps, checkpointSeconds, new ProgressLines(spec.commandLine().getErr()));
    ModelRelease release =
        new Releases(store.folder())
            .release(
                name == null ? "seesaw-" + variant : name, wanted, steps, parameters, commands);
    spec.commandLine().getOut().println(release.digest());
    announcement.tell(release);
    return 0;
  }

  private SeesawTraining training(TrainingSettings wanted, List<String> commands)
      throws IOException {
    if (start == null) {
      return SeesawTraining.fresh(wanted, out);
    }
    ModelRelease from = store.open().load(start);
    commands.addAll(from.card().createdBy());
    return SeesawTraining.continued(wanted, ModelFile.parameters(from.modelFile()), out);
  }

  private long steps(SeesawTraining training) throws IOException, InterruptedException {
    if (length.steps != null) {
      return length.steps;
    }
    OptionalLong planned = training.plannedSteps();
    return planned.isPresent() ? planned.getAsLong() : training.stepsWithin(length.minutes * 60);
  }
}
