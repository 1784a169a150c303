package nustream.local.flavor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.campaigns.CampaignIds;
import nustream.local.grpc.Endpoints;
import nustream.local.options.ExportFile;
import nustream.local.options.HomeOptions;
import nustream.local.options.JsonOption;
import nustream.local.options.ServerOptions;
import nustream.local.options.StartOptions;
import nustream.local.supervisor.ServiceTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A campaign for accepted solutions. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Generates seesaw parameters until enough lie inside all five 3-sigma intervals of the"
          + " release.",
      "Starts the local system when it does not run, and leaves it running; with --server a cluster"
          + " does the work. Ctrl-C cancels the"
          + " campaign."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream flavor generate --accepted 2000 --seed 7 --out solutions.parquet",
      "  nustream flavor generate --accepted 500 --ordering IO --guidance 0.5 --json"
    })
public final class GenerateCommand implements Callable<Integer> {
  @Option(
      names = "--accepted",
      paramLabel = "N",
      required = true,
      description =
          "Accepted solutions wanted; the campaign ends with the block that reaches them.")
  long accepted;

  @Option(
      names = "--max-candidates",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Candidates that may be judged before the campaign fails, for models that few are"
              + " accepted of (default: a multiple of --accepted).")
  long maxCandidates;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the solutions to this .npz, .parquet or .csv file.")
  Path out;

  @Option(
      names = "--campaign",
      paramLabel = "ID",
      description =
          "Id of the campaign: the same id and settings give the same campaign (default: a new"
              + " one).")
  String id;

  @Mixin SamplingOptions sampling;
  @Mixin ServerOptions server;
  @Mixin HomeOptions home;
  @Mixin StartOptions start;
  @Mixin JsonOption json;

  private final Terminal terminal;

  GenerateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (maxCandidates < 0) {
      throw new UserError("--max-candidates " + maxCandidates + " is not allowed: at least 0");
    }
    Optional<ExportFile> file = Optional.ofNullable(out).map(ExportFile::at);
    Endpoints system =
        server.started(start, home.home(), terminal, ServiceTable.CAMPAIGNS, ServiceTable.RESULTS);
    FlavorResult result =
        new FlavorCampaign(system, terminal)
            .run(
                id == null ? CampaignIds.next("flavor", Clock.systemUTC()) : id,
                accepted,
                maxCandidates,
                sampling.sampling(),
                file);
    json.print(terminal, result, () -> new FlavorReport(terminal.out()).print(result));
    return ExitCode.OK;
  }
}
