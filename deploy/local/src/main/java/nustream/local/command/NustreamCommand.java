package nustream.local.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nustream.local.Terminal;
import nustream.local.Version;
import nustream.local.campaigns.CampaignsCommand;
import nustream.local.home.Installation;
import nustream.local.supervisor.ServiceSpec;
import nustream.local.supervisor.ServiceTable;
import nustream.local.system.ServiceTool;
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
      SuperviseCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:success", "1:failure", "2:wrong usage", "130:stopped by Ctrl-C"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream demo",
      "  nustream flavor generate --accepted 2000 --out solutions.parquet",
      "  nustream flavor observables cases.json --json",
      "  nustream lensing bound --mnu 0.1 --zs 1 --lmax 5000 --ngal 30",
      "  nustream flavor generate --help"
    })
public final class NustreamCommand {
  private NustreamCommand() {}

  /** The whole command line, speaking to this terminal. */
  public static CommandLine commandLine(Terminal terminal) {
    var line = new CommandLine(new NustreamCommand(), new TerminalFactory(terminal));
    addSamplerTools(line.getSubcommands().get("flavor"));
    addClassifierTools(line.getSubcommands().get("lensing"));
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(new UsageErrors(terminal));
    line.setExecutionExceptionHandler(new ErrorReport(terminal));
    return line;
  }

  private static void addSamplerTools(CommandLine flavor) {
    Installation installed = Installation.current();
    var tools = new Tools(flavor, ServiceTable.sampler(installed), installed.models());
    tools.add("sample-bench", "bench", "Speed of the sampler beside its limit.");
    tools.add("train", "train", "Trains a model and releases it.");
    tools.add("fine-tune", "fine-tune", "Transfer learning, round by round.");
    tools.add("evaluate", "evaluate", "Judges a model against the exact answer.");
  }

  private static void addClassifierTools(CommandLine lensing) {
    Installation installed = Installation.current();
    var tools = new Tools(lensing, ServiceTable.classifier(installed), installed.classifiers());
    tools.add("classify", "classify", "Classifies maps in FITS files.");
    tools.add("explain", "explain", "Shows which pixels speak for massive neutrinos.");
    tools.add("train", "train", "Trains a classifier and releases it.");
    tools.add("tune", "tune", "Searches hyperparameters, in Optuna's manner.");
    tools.add("evaluate", "evaluate", "Judges a classifier beside the best that is possible.");
    tools.add(
        "sweep", "sweep", "Accuracy against redshift, multipole, noise, mass and kind of map.");
    tools.add("classify-bench", "bench", "Speed of the classifier beside its limit.");
  }

  /** Adds commands of a service's own program to a group of commands. */
  private record Tools(CommandLine group, ServiceSpec service, Path store) {
    void add(String name, String word, String description) {
      var tool = new CommandLine(new ServiceTool(service, store, word));
      tool.getCommandSpec()
          .usageMessage()
          .description(
              description + " The options are those of " + service.name() + ": see --help.");
      group.addSubcommand(name, tool);
    }
  }

  /** What --version says. */
  static final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"nustream " + Version.CURRENT};
    }
  }
}
