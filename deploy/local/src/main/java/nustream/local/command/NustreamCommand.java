package nustream.local.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import nustream.local.Terminal;
import nustream.local.Version;
import nustream.local.campaigns.CampaignsCommand;
import nustream.local.deadletters.DeadLettersCommand;
import nustream.local.trainings.CapacityCommand;
import nustream.local.trainings.TrainingsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The root of the command line: the tree of commands and how their errors are shown. */
@Command(
    name = "nustream",
    description = "Runs Nustream on this machine and asks it for neutrino physics.",
    mixinStandardHelpOptions = true,
    versionProvider = NustreamCommand.ProgramVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      StatusCommand.class,
      DownCommand.class,
      FlavorCommand.class,
      LensingCommand.class,
      CampaignsCommand.class,
      TrainingsCommand.class,
      CapacityCommand.class,
      ReportCommand.class,
      DeadLettersCommand.class,
      CompletionCommand.class,
      SuperviseCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream demo",
      "  nustream flavor generate --accepted 2000 --out solutions.parquet",
      "  nustream flavor observables cases.json --json",
      "  nustream report flavor-20260122-170412-3fa09c --out report",
      "  nustream lensing bound --mnu 0.1 --zs 1 --lmax 5000 --ngal 30",
      "  nustream flavor generate --help"
    })
public final class NustreamCommand {
  private NustreamCommand() {}

  /** The whole command line, speaking to this terminal. */
  public static CommandLine commandLine(Terminal terminal) {
    var line = new CommandLine(new NustreamCommand(), new TerminalFactory(terminal));
    ServiceTools.add(line);
    HelpPages.complete(line);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(new UsageErrors(terminal));
    line.setExecutionExceptionHandler(new ErrorReport(terminal));
    return line;
  }

  /** What --version says. */
  static final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"nustream " + Version.CURRENT};
    }
  }
}
