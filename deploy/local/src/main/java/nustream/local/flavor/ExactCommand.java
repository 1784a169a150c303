package nustream.local.flavor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.flavor.physics.AnarchyPrior;
import nustream.flavor.physics.ExactSampler;
import nustream.flavor.physics.Prior;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import nustream.local.progress.WorkProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The exact answer for the anarchy prior, in this process. */
@Command(
    name = "exact",
    mixinStandardHelpOptions = true,
    description = {
      "Exact samples of the anarchy prior inside the 3-sigma box of a release: the answer that a"
          + " generator is judged by.",
      "Starts no service."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream flavor exact --prior anarchy --spread log1 --ordering NO --n 200000 --seed 1"
          + " --json",
      "  nustream flavor exact --spread deg --ordering IO",
      "  nustream flavor exact --release NuFIT-5.2-SK --n 1000000"
    })
public final class ExactCommand implements Callable<Integer> {
  @Option(
      names = "--prior",
      defaultValue = "anarchy",
      description = "Only anarchy has an exact answer (default: ${DEFAULT-VALUE}).")
  String prior;

  @Option(
      names = "--spread",
      defaultValue = "log1",
      description =
          "Right-handed masses: deg = equal, log1 and log4 = log-flat over 1 and 4 decades"
              + " (default: ${DEFAULT-VALUE}).")
  String spread;

  @Option(
      names = "--n",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Samples, 1 to 5,000,000 (default: ${DEFAULT-VALUE}).")
  int n;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same samples (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin BoxOptions box;
  @Mixin JsonOption json;

  private final Terminal terminal;

  ExactCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ExactSampler.Result result = run();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("n", result.n());
    answer.put("ess", result.ess());
    answer.put("quantiles", result.quantiles());
    answer.put("prior", prior + "/" + spread);
    answer.put("release", box.release);
    answer.put("ordering", box.ordering.name());
    answer.put("seed", seed);
    json.print(terminal, answer, () -> print(result));
    return ExitCode.OK;
  }

  private void print(ExactSampler.Result result) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%d weighted samples (worth %.0f) of %s/%s inside the 3-sigma box of %s %s%n%n",
            result.n(),
            result.ess(),
            prior,
            spread,
            box.release,
            box.ordering);
    new QuantileTable(terminal.out()).print(result.quantiles(), Map.of());
  }

  private ExactSampler.Result run() {
    try {
      if (!(Prior.named(prior + "/" + spread) instanceof AnarchyPrior anarchy)) {
        throw new UserError("--prior " + prior + ": only anarchy has an exact answer");
      }
      try (var progress = new WorkProgress(terminal, "samples", n)) {
        return new ExactSampler(anarchy, box.table(), seed).run(n, progress::step);
      }
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
