package nustream.local.command;

import java.time.Clock;
import java.util.concurrent.Callable;
import nustream.local.Terminal;
import nustream.local.options.HomeOptions;
import nustream.local.options.JsonOption;
import nustream.local.system.StatusTable;
import nustream.local.system.SystemReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Shows what runs. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows broker and services: state, address, process, memory, time up and restarts.",
    footerHeading = "%nExamples:%n",
    footer = {"  nustream status", "  nustream status --json"})
final class StatusCommand implements Callable<Integer> {
  @Mixin HomeOptions homeOptions;
  @Mixin JsonOption json;

  private final Terminal terminal;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SystemReport report = SystemReport.now(homeOptions.home(), Clock.systemUTC());
    json.print(terminal, report, () -> StatusTable.print(report, terminal.out()));
    return ExitCode.OK;
  }
}
