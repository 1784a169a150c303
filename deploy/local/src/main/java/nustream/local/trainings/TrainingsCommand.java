package nustream.local.trainings;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingLogs;
import nustream.local.Terminal;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trainings of a cluster. */
@Command(
    name = "trainings",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Starts and follows trainings as Jobs of a Kubernetes cluster. On this machine the same"
            + " commands run as processes: `flavor train`, `flavor fine-tune`, `lensing train`,"
            + " `lensing tune`.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream trainings start diffusion-sampler train --model seesaw-wide --gpus 1",
      "  nustream trainings list --server https://campaigns.example.org:443"
    },
    subcommands = HelpCommand.class)
public final class TrainingsCommand {
  private static final String ROW = "%-46s %-10s %-24s %4s  %s%n";

  private final Terminal terminal;

  TrainingsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = "Starts a training; the same again shows the one there is.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  nustream trainings start diffusion-sampler train --model seesaw-wide --gpus 1",
        "  nustream trainings start cnn-classifier train --model nu-cnn --set steps=2000 --json"
      })
  int start(@Mixin SpecOptions spec, @Mixin TrainingCalls calls, @Mixin JsonOption json) {
    var wanted = spec.spec();
    return answer(calls.ask(terminal, client -> client.start(wanted)), json);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists trainings, newest first.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  nustream trainings list --server https://campaigns.example.org:443",
        "  nustream trainings list --limit 5 --json"
      })
  int list(
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "At most so many, 1 to 100 (default: ${DEFAULT-VALUE}).")
          int limit,
      @Mixin TrainingCalls calls,
      @Mixin JsonOption json) {
    List<TrainingView> trainings =
        calls.ask(terminal, client -> client.list(limit)).stream().map(TrainingView::of).toList();
    json.print(terminal, Map.of("trainings", trainings), () -> print(trainings));
    return ExitCode.OK;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one training.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  nustream trainings show diffusion-sampler-train-3fa09c12ab34cd56",
        "  nustream trainings show diffusion-sampler-train-3fa09c12ab34cd56 --json"
      })
  int show(@Mixin TrainingId id, @Mixin TrainingCalls calls, @Mixin JsonOption json) {
    return answer(calls.ask(terminal, client -> client.get(id.text)), json);
  }

  @Command(
      name = "logs",
      mixinStandardHelpOptions = true,
      description = "Shows what the newest attempt of a training wrote.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  nustream trainings logs diffusion-sampler-train-3fa09c12ab34cd56",
        "  nustream trainings logs diffusion-sampler-train-3fa09c12ab34cd56 --follow --tail 50"
      })
  int logs(
      @Mixin TrainingId id,
      @Option(
              names = "--tail",
              paramLabel = "N",
              defaultValue = "200",
              description = "Lines from the end, 1 to 10000 (default: ${DEFAULT-VALUE}).")
          int tail,
      @Option(names = "--follow", description = "Go on until the attempt ends.") boolean follow,
      @Mixin TrainingCalls calls,
      @Mixin JsonOption json) {
    List<String> lines =
        calls.ask(terminal, client -> read(client.logs(id.text, tail, follow), json.wanted()));
    json.print(terminal, Map.of("lines", lines), () -> {});
    return ExitCode.OK;
  }

  /** Prints lines as they come, or keeps them. */
  private List<String> read(Iterator<TrainingLogs> parts, boolean keep) {
    List<String> kept = new ArrayList<>();
    parts.forEachRemaining(
        part -> part.getLinesList().forEach(keep ? kept::add : terminal.out()::println));
    return kept;
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description =
          "Deletes a training, running or ended. Its checkpoints stay: started again it goes on.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  nustream trainings cancel diffusion-sampler-train-3fa09c12ab34cd56",
        "  nustream trainings cancel diffusion-sampler-train-3fa09c12ab34cd56 --json"
      })
  int cancel(@Mixin TrainingId id, @Mixin TrainingCalls calls, @Mixin JsonOption json) {
    return answer(calls.ask(terminal, client -> client.cancel(id.text)), json);
  }

  private int answer(Training training, JsonOption json) {
    TrainingView view = TrainingView.of(training);
    json.print(terminal, view, () -> print(List.of(view)));
    return ExitCode.OK;
  }

  private void print(List<TrainingView> trainings) {
    terminal.out().printf(ROW, "training", "state", "model", "GPUs", "started");
    for (TrainingView training : trainings) {
      terminal
          .out()
          .printf(
              ROW,
              training.id(),
              training.state(),
              training.model(),
              training.gpus(),
              training.createdAt());
      if (!training.reason().isEmpty()) {
        terminal.out().printf("  %s: %s%n", training.reason(), training.message());
      }
    }
  }

  /** Which training a command is about. */
  static final class TrainingId {
    @Parameters(paramLabel = "ID", description = "Id of the training.")
    String text;
  }
}
