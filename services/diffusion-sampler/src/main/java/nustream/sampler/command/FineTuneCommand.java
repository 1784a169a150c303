package nustream.sampler.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.sampler.evaluation.ExactReference;
import nustream.sampler.evaluation.Solutions;
import nustream.sampler.model.GenerationRequest;
import nustream.sampler.training.TrainingSettings;
import nustream.sampler.training.TransferLearning;
import nustream.sampler.training.TransferSettings;
import nustream.serving.command.AnnounceOption;
import nustream.serving.command.CommandWords;
import nustream.serving.command.StoreOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Transfer learning on a model's own best attempts. */
@Command(
    name = "fine-tune",
    mixinStandardHelpOptions = true,
    description =
        "Train a model further on its own attempts closest to the data, in rounds, until raw"
            + " acceptance stops rising; release the best round under a name of its own.")
final class FineTuneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--model", required = true, description = "Name or digest to start from.")
  private String model;

  @Option(names = "--name", required = true, description = "Name of the new model.")
  private String name;

  @Option(names = "--out", required = true, description = "Folder for logs and checkpoints.")
  private Path out;

  @Option(
      names = "--rounds",
      description = "At most (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int rounds;

  @Option(
      names = "--attempts",
      description = "Candidates to keep some of, per round (default: ${DEFAULT-VALUE}).",
      defaultValue = "40000")
  private int attempts;

  @Option(
      names = "--keep",
      description = "Share of the attempts that is kept (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.2")
  private double keep;

  @Option(
      names = "--kept-share",
      description = "Share of training rows from kept attempts (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.5")
  private double keptShare;

  @Option(
      names = "--steps",
      description = "Training steps per round (default: ${DEFAULT-VALUE}).",
      defaultValue = "600")
  private long steps;

  @Option(
      names = "--rate",
      description = "Largest learning rate (default: ${DEFAULT-VALUE}).",
      defaultValue = "5e-4")
  private double rate;

  @Option(
      names = "--evaluate",
      description = "Candidates to measure acceptance with (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000")
  private int evaluated;

  @Option(
      names = "--threads",
      description = "Native threads of a step (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int threads;

  @Option(
      names = "--exact",
      description = "Exact solutions to compare with (default: ${DEFAULT-VALUE}).",
      defaultValue = "100000")
  private int exactCount;

  @Mixin private StoreOption store;
  @Mixin private AnnounceOption announcement;
  @Mixin private GenerationOptions generation;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    ModelRelease start = store.open().load(model);
    GenerationRequest request = generation.request(start.card());
    TrainingSettings settings =
        TrainingSettings.read(start.card().settings()).forTransfer(rate, keptShare, threads);
    Solutions exact =
        ExactReference.draw(
            settings.prior(), request.release(), request.ordering(), exactCount, request.seed());
    TransferSettings length = new TransferSettings(rounds, attempts, keep, steps, evaluated, 60);
    TransferLearning transfer =
        new TransferLearning(settings, length, request, exact, out, generation.workers());
    List<TransferLearning.Round> done = transfer.run(start, this::print);
    TransferLearning.Round best = TransferLearning.best(done);
    ModelRelease release =
        new Releases(store.folder())
            .release(settings, best.parameters(), card(start.card(), done, best));
    spec.commandLine().getOut().println(release.digest());
    announcement.tell(release);
    return 0;
  }

  private void print(TransferLearning.Round round) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "round=%d acceptance=%.4f worst_deviation=%.3f nearest_neighbour_ratio=%.3f%n",
        round.round(),
        round.report().sample().acceptance(),
        round.report().worstDeviation(),
        round.report().diversity().ratio());
    err.flush();
  }

  private ModelCard card(
      ModelCard from, List<TransferLearning.Round> done, TransferLearning.Round best) {
    Map<String, Double> metrics = new HashMap<>();
    for (TransferLearning.Round round : done) {
      metrics.put(
          "transfer_round" + round.round() + "_acceptance", round.report().sample().acceptance());
    }
    Map<String, String> settings = new HashMap<>(from.settings());
    settings.put("transfer_from", from.digest());
    settings.put("transfer_rounds", String.valueOf(best.round()));
    return Releases.derived(
        from,
        name,
        CommandWords.after(from, spec),
        from.data() + ", then its own attempts closest to the data",
        settings,
        metrics);
  }
}
