package nustream.sampler.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import nustream.flavor.physics.Ordering;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.sampler.evaluation.EvaluationReport;
import nustream.sampler.model.GenerationRequest;
import nustream.sampler.model.Target;
import nustream.serving.command.AnnounceOption;
import nustream.serving.command.CommandWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures a model with the settings that it shall be used with, and releases it with the result.
 */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description =
        "Copy a model to another store with its default settings and what was measured with them in"
            + " its card.")
final class ReleaseCommand implements Callable<Integer> {
  private static final int BLOCK = 500;

  @Spec private CommandSpec spec;

  @Option(names = "--from", required = true, description = "Store that holds the model.")
  private Path from;

  @Option(names = "--to", required = true, description = "Store to release to.")
  private Path to;

  @Option(names = "--model", required = true, description = "Name or digest.")
  private String model;

  @Option(names = "--guidance", required = true, description = "Default guidance of the model.")
  private double guidance;

  @Option(names = "--sampling-steps", required = true, description = "Its default steps.")
  private int steps;

  @Option(names = "--eta", required = true, description = "Its default eta.")
  private double eta;

  @Option(
      names = "--n",
      description = "Candidates to measure with (default: ${DEFAULT-VALUE}).",
      defaultValue = "20000")
  private int candidates;

  @Option(
      names = "--exact",
      description = "Exact solutions to compare with (default: ${DEFAULT-VALUE}).",
      defaultValue = "200000")
  private int exactCount;

  @Mixin private DataOptions data;
  @Mixin private AnnounceOption announcement;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    ModelRelease found = ModelStore.open(from).load(model);
    Map<String, Double> metrics = new HashMap<>(found.card().metrics());
    for (String ordering : found.card().orderings()) {
      metrics.putAll(measured(found, Ordering.valueOf(ordering)));
    }
    List<String> commands = CommandWords.after(found.card(), spec);
    ModelCard card = Releases.released(found.card(), commands, metrics, guidance, steps, eta);
    ModelRelease released = ModelStore.open(to).release(card.name(), found.modelFile(), card);
    spec.commandLine().getOut().println(released.digest());
    announcement.tell(released);
    return 0;
  }

  private Map<String, Double> measured(ModelRelease found, Ordering ordering)
      throws InterruptedException, ExecutionException {
    GenerationRequest request =
        new GenerationRequest(
            data.seed(), 0, BLOCK, data.release(), ordering, Target.BOX, guidance, steps, eta);
    int workers = Runtime.getRuntime().availableProcessors();
    EvaluationReport report =
        EvaluationReport.measure(
            found, request, (candidates + BLOCK - 1) / BLOCK, workers, exactCount);
    Map<String, Double> metrics = new HashMap<>();
    String prefix = ordering.name().toLowerCase(Locale.ROOT) + "_";
    metrics.put(prefix + "generated", (double) report.sample().generated());
    metrics.put(prefix + "accepted", (double) report.sample().accepted().size());
    metrics.put(prefix + "acceptance", report.sample().acceptance());
    report
        .deviations()
        .forEach(
            (column, quantiles) ->
                quantiles.forEach(
                    (probability, deviation) ->
                        metrics.put(
                            prefix + column + "_" + probability + "_deviation", deviation)));
    report
        .phaseDistances()
        .forEach((phase, distance) -> metrics.put(prefix + phase + "_distance", distance));
    metrics.put(prefix + "nearest_neighbour_ratio", report.diversity().ratio());
    metrics.put(prefix + "least_distance", report.diversity().leastNearest());
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }
}
