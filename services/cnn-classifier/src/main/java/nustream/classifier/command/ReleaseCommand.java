package nustream.classifier.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.classifier.evaluation.EvaluationReport;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.serving.command.AnnounceOption;
import nustream.serving.command.CommandWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates a model and puts it, with what was measured in its card, into another store. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description =
        "Evaluate a model on fresh maps and copy it into another store with the results in its"
            + " card.")
final class ReleaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOptions model;

  @Option(names = "--to", required = true, description = "Store to release to.")
  private Path to;

  @Mixin private TestOptions test;
  @Mixin private AnnounceOption announcement;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ModelRelease from = model.load();
    EvaluationReport report = test.judge(from);
    ModelCard card = from.card();
    Map<String, Double> metrics = new HashMap<>(card.metrics());
    metrics.putAll(report.metrics());
    Map<String, Long> seeds = new HashMap<>(card.seeds());
    seeds.put("test", test.seed());
    List<String> commands = new ArrayList<>(card.createdBy());
    commands.add(CommandWords.of(spec));
    ModelCard measured =
        new ModelCard(
            card.name(),
            card.variant(),
            card.prior(),
            card.orderings(),
            card.generator(),
            commands,
            card.data(),
            card.settings(),
            seeds,
            metrics,
            card.defaultGuidance(),
            card.defaultSteps(),
            card.defaultEta(),
            card.parameters(),
            0,
            "",
            card.createdAt());
    ModelRelease release = ModelStore.open(to).release(card.name(), from.modelFile(), measured);
    spec.commandLine().getOut().println(release.digest());
    announcement.tell(release);
    return 0;
  }
}
