package nustream.local.flavor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import nustream.flavor.physics.bench.FilterBenchmark;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Speed of the filter's physics, in this process. */
@Command(
    name = "filter-bench",
    mixinStandardHelpOptions = true,
    description = {
      "Candidates per second that one core judges, with all observables, beside a limit measured in"
          + " the same run.",
      "Starts no service. Other work on the machine lowers both."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream flavor filter-bench",
      "  nustream flavor filter-bench --seconds 10 --ordering IO --json"
    })
public final class FilterBenchCommand implements Callable<Integer> {
  @Option(
      names = "--seconds",
      defaultValue = "3",
      description =
          "Length of each of the two measurements, 0.1 to 60 (default: ${DEFAULT-VALUE}).")
  double seconds;

  @Mixin BoxOptions box;
  @Mixin JsonOption json;

  private final Terminal terminal;

  FilterBenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    FilterBenchmark.Result result = run();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("candidates_per_second_per_core", result.candidatesPerSecondPerCore());
    answer.put("limit_per_second_per_core", result.limitPerSecondPerCore());
    answer.put("ratio_to_limit", result.ratioToLimit());
    answer.put("limit", result.limit());
    answer.put("release", box.release);
    answer.put("ordering", box.ordering.name());
    json.print(terminal, answer, () -> print(result));
    return ExitCode.OK;
  }

  private void print(FilterBenchmark.Result result) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%.0f candidates/s on one core; limit %.0f (%s); ratio %.2f%n",
            result.candidatesPerSecondPerCore(),
            result.limitPerSecondPerCore(),
            result.limit(),
            result.ratioToLimit());
  }

  private FilterBenchmark.Result run() {
    terminal.say("measuring for 2 x %s s", seconds);
    try {
      return FilterBenchmark.run(box.table(), seconds);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
