package nustream.classifier.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.classifier.evaluation.EvaluationReport;
import nustream.learning.store.ModelRelease;
import nustream.serving.command.ReportOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures a model on fresh maps. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Classify fresh maps of a model's own task, beside the best that is possible on Gaussian"
            + " maps and beside a classifier that knows power spectra alone.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;
  @Mixin private TestOptions test;
  @Mixin private ReportOption output;

  @Override
  public Integer call() throws JsonProcessingException {
    ModelRelease release = model.load();
    EvaluationReport report = test.judge(release);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model", release.name());
    all.put("digest", release.digest());
    all.put("seed", test.seed());
    all.put("symmetrise", test.symmetrise());
    all.putAll(report.describe());
    output.print(
        all,
        out ->
            report
                .metrics()
                .forEach((name, value) -> out.printf(Locale.ROOT, "%s: %.5g%n", name, value)));
    return 0;
  }
}
