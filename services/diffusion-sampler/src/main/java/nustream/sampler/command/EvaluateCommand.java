package nustream.sampler.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import nustream.learning.store.ModelRelease;
import nustream.sampler.evaluation.EvaluationReport;
import nustream.sampler.evaluation.GeneratedSample;
import nustream.sampler.model.GenerationRequest;
import nustream.serving.command.ReportOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares what a model generates with exact solutions. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Generate candidates, judge them as they are, and compare the accepted with exact solutions"
            + " of the model's prior.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;

  @Option(
      names = "--n",
      description = "Candidates, rounded up to whole blocks (default: ${DEFAULT-VALUE}).",
      defaultValue = "20000")
  private int candidates;

  @Option(
      names = "--exact",
      description = "Exact solutions to compare with (default: ${DEFAULT-VALUE}).",
      defaultValue = "100000")
  private int exactCount;

  @Mixin private GenerationOptions generation;
  @Mixin private ReportOption output;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    ModelRelease release = model.load();
    GenerationRequest request = generation.request(release.card());
    EvaluationReport report =
        EvaluationReport.measure(
            release, request, generation.blocks(candidates), generation.workers(), exactCount);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model", release.name());
    all.put("digest", release.digest());
    all.put("prior", release.card().prior());
    all.putAll(report.describe());
    output.print(all, out -> print(out, report));
    return 0;
  }

  private static void print(PrintWriter out, EvaluationReport report) {
    GeneratedSample sample = report.sample();
    out.printf(
        Locale.ROOT,
        "accepted %d of %d = %.4f, %.0f candidates/s%n",
        sample.accepted().size(),
        sample.generated(),
        sample.acceptance(),
        sample.generated() / sample.seconds());
    report
        .deviations()
        .forEach(
            (column, quantiles) ->
                quantiles.forEach(
                    (probability, deviation) ->
                        out.printf(
                            Locale.ROOT,
                            "%-14s %4s  %.5g  exact %.5g  %+.1f %%%n",
                            column,
                            probability,
                            report.quantiles().get(column).get(probability),
                            report.exactQuantiles().get(column).get(probability),
                            100 * deviation)));
    report
        .phaseDistances()
        .forEach(
            (phase, distance) ->
                out.printf(Locale.ROOT, "%-14s distance from uniform %.4f%n", phase, distance));
    out.printf(
        Locale.ROOT,
        "nearest neighbour: mean %.3f, exact %.3f, least %.4f%n",
        report.diversity().meanNearest(),
        report.diversity().exactMeanNearest(),
        report.diversity().leastNearest());
  }
}
