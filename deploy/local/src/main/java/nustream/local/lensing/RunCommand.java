package nustream.local.lensing;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.campaigns.CampaignIds;
import nustream.local.grpc.Endpoints;
import nustream.local.options.ExportFile;
import nustream.local.options.JsonOption;
import nustream.local.options.ServerOptions;
import nustream.local.options.StartOptions;
import nustream.local.supervisor.ServiceTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A campaign for classified maps. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates maps of massless neutrinos and of a sum of masses (--mnu, 0.1 eV unless said),"
          + " classifies them as they stream, and compares the accuracy with the best possible one"
          + " and with that of the power spectrum alone.",
      "Starts the local system when it does not run, and leaves it running; with --server a cluster"
          + " does the work. Ctrl-C cancels the"
          + " campaign."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream lensing run --maps 2000",
      "  nustream lensing run --maps 2000 --zs 2 --seed 3 --json"
    })
public final class RunCommand implements Callable<Integer> {
  static final double DEFAULT_MASS_EV = 0.1;

  /** What the shipped models were trained with. */
  static final double DEFAULT_GALAXIES = 30;

  @Option(
      names = "--maps",
      paramLabel = "N",
      required = true,
      description = "Maps, half of each universe.")
  long maps;

  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = "",
      description = "Name or digest of the model (default: the classifier's).")
  String model;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the classifications to this .npz, .parquet or .csv file.")
  Path out;

  @Option(
      names = "--campaign",
      paramLabel = "ID",
      description =
          "Id of the campaign: the same id and settings give the same campaign (default: a new"
              + " one).")
  String id;

  @Mixin MapOptions map;
  @Mixin CosmologyOptions universe;
  @Mixin ServerOptions server;
  @Mixin StartOptions start;
  @Mixin JsonOption json;

  private final Terminal terminal;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Cosmology massive = universe.cosmology(DEFAULT_MASS_EV);
    if (massive.sumMassesEv() == 0) {
      throw new UserError("--mnu 0 leaves nothing to tell apart: give a positive sum of masses");
    }
    MapSeries series = map.series(List.of(massive.withSumMassesEv(0), massive), DEFAULT_GALAXIES);
    Optional<ExportFile> file = Optional.ofNullable(out).map(ExportFile::at);
    PowerOptions power = map.spectrum.power;
    Endpoints system =
        server.started(
            start, power.home.home(), terminal, ServiceTable.CAMPAIGNS, ServiceTable.RESULTS);
    LensingResult result =
        new LensingCampaign(system, power.mapMaker(terminal), terminal)
            .run(
                id == null ? CampaignIds.next("lensing", Clock.systemUTC()) : id,
                maps,
                series,
                model,
                file);
    json.print(terminal, result, () -> new LensingReport(terminal.out()).print(result));
    return ExitCode.OK;
  }
}
