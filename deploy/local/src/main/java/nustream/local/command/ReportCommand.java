package nustream.local.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import nustream.campaigns.v1.Campaign;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.flavor.FlavorReporting;
import nustream.local.grpc.CampaignClient;
import nustream.local.grpc.Endpoints;
import nustream.local.grpc.ResultsClient;
import nustream.local.grpc.ServiceChannels;
import nustream.local.lensing.LensingReporting;
import nustream.local.options.HomeOptions;
import nustream.local.options.JsonOption;
import nustream.local.options.OutputPath;
import nustream.local.options.ServerOptions;
import nustream.local.report.Page;
import nustream.local.supervisor.ServiceTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a campaign found, as a page. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes DIR/report.html: the figures, tables and methods of a campaign that has ended, as one"
          + " page that needs nothing else and prints well. Beside it the data, DIR/data.npz.",
      "Flavour: what the solutions predict, beside the exact answer. Lensing: how well the classes"
          + " are told apart, beside the best that is possible."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream report flavor-20260122-170412-3fa09c --out report",
      "  nustream report lensing-20260122-170412-3fa09c --out report --json"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CAMPAIGN", description = "Id of the campaign.")
  String id;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the report; made where there is none.")
  Path folder;

  @Mixin ServerOptions server;
  @Mixin HomeOptions home;
  @Mixin JsonOption json;

  private final Terminal terminal;

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Endpoints system =
        server.running(home.home(), terminal, ServiceTable.CAMPAIGNS, ServiceTable.RESULTS);
    OutputPath.folder("--out", folder);
    Path data = folder.resolve("data.npz");
    Path report = folder.resolve("report.html");
    try (var channels = new ServiceChannels(system)) {
      Campaign campaign = new CampaignClient(channels.to(ServiceTable.CAMPAIGNS)).get(id);
      if (!CampaignClient.ended(campaign)) {
        throw new UserError(
            "campaign " + id + " has not ended; `deploy/nustream campaigns watch " + id + "`");
      }
      var results = new ResultsClient(channels.to(ServiceTable.RESULTS));
      Page page =
          campaign.hasLensing()
              ? new LensingReporting(results, home.home(), terminal).page(campaign, data)
              : new FlavorReporting(results, terminal).page(campaign, data);
      write(page, report);
    } catch (IOException e) {
      throw new UserError("--out " + folder + ": cannot be written (" + e + ")", e);
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("campaign", id);
    answer.put("report", report.toString());
    answer.put("data", data.toString());
    json.print(terminal, answer, () -> terminal.out().println(report));
    return ExitCode.OK;
  }

  /** Whole or not at all. */
  private static void write(Page page, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, page.html());
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
