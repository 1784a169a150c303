package nustream.local.campaigns;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.State;
import nustream.local.Terminal;
import nustream.local.grpc.CampaignClient;
import nustream.local.grpc.ResultsClient;
import nustream.local.grpc.ServiceChannels;
import nustream.local.options.ExportFile;
import nustream.local.options.HomeOptions;
import nustream.local.options.JsonOption;
import nustream.local.options.ServerOptions;
import nustream.local.supervisor.ServiceTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Campaigns of the running local system, or of a cluster. */
@Command(
    name = "campaigns",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Shows, follows, exports and cancels the campaigns of the running local system, or of a"
            + " cluster.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream campaigns list --limit 5",
      "  nustream campaigns watch flavor-20260122-170412-3fa09c",
      "  nustream campaigns export flavor-20260122-170412-3fa09c --out solutions.npz",
      "  nustream campaigns list --server https://campaigns.example.org:443 --ca ca.crt"
    },
    subcommands = HelpCommand.class)
public final class CampaignsCommand {
  private static final String ROW = "%-32s %-10s %10s %10s %10s  %s%n";

  private final Terminal terminal;

  CampaignsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists campaigns, newest first.",
      footerHeading = "%nExamples:%n",
      footer = {"  nustream campaigns list", "  nustream campaigns list --limit 5 --json"})
  int list(
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "At most so many, 1 to 100 (default: ${DEFAULT-VALUE}).")
          int limit,
      @Mixin Asked asked,
      @Mixin JsonOption json) {
    List<CampaignView> campaigns =
        ask(asked, client -> client.list(limit)).stream().map(CampaignView::of).toList();
    json.print(terminal, Map.of("campaigns", campaigns), () -> print(campaigns));
    return ExitCode.OK;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one campaign.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  nustream campaigns show flavor-20260122-170412-3fa09c",
        "  nustream campaigns show flavor-20260122-170412-3fa09c --json"
      })
  int show(@Mixin CampaignId id, @Mixin Asked asked, @Mixin JsonOption json) {
    return answer(ask(asked, client -> client.get(id.text)), json);
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Cancels a campaign; what it has found so far stays.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  nustream campaigns cancel flavor-20260122-170412-3fa09c",
        "  nustream campaigns cancel flavor-20260122-170412-3fa09c --json"
      })
  int cancel(@Mixin CampaignId id, @Mixin Asked asked, @Mixin JsonOption json) {
    return answer(ask(asked, client -> client.cancel(id.text)), json);
  }

  @Command(
      name = "watch",
      mixinStandardHelpOptions = true,
      description = {
        "Follows a campaign to its end, with rate and time left. Ctrl-C stops the watching, not the"
            + " campaign.",
        "Ends with 0 when the campaign has succeeded, else with 1."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  nustream campaigns watch flavor-20260122-170412-3fa09c",
        "  nustream campaigns watch lensing-20260122-170412-3fa09c --json"
      })
  int watch(@Mixin CampaignId id, @Mixin Asked asked, @Mixin JsonOption json)
      throws InterruptedException {
    Campaign ended;
    try (var channels = asked.channels(terminal)) {
      var client = new CampaignClient(channels.to(ServiceTable.CAMPAIGNS));
      Campaign now = client.get(id.text);
      try (var progress =
          new CampaignProgress(terminal, ProgressWords.of(now), ProgressWords.target(now))) {
        ended = client.follow(id.text, progress);
      }
    }
    answer(ended, json);
    return ended.getState() == State.STATE_SUCCEEDED ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Writes what a campaign has found: solutions of a flavour campaign, classifications of a"
            + " lensing campaign.",
        "The ending of the file decides: .npz (arrays of NumPy), .parquet or .csv; each says where"
            + " it comes from. Of a campaign that runs, what there is now."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  nustream campaigns export flavor-20260122-170412-3fa09c --out solutions.npz",
        "  nustream campaigns export lensing-20260122-170412-3fa09c --out maps.parquet --json"
      })
  int export(
      @Mixin CampaignId id,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description = "The .npz, .parquet or .csv file.")
          Path out,
      @Mixin Asked asked,
      @Mixin JsonOption json) {
    ExportFile file = ExportFile.at(out);
    try (var channels = asked.channels(terminal, ServiceTable.CAMPAIGNS, ServiceTable.RESULTS)) {
      Campaign campaign = new CampaignClient(channels.to(ServiceTable.CAMPAIGNS)).get(id.text);
      var results = new ResultsClient(channels.to(ServiceTable.RESULTS));
      long rows = results.export(campaign, file.format(), file.path());
      var answer = new LinkedHashMap<String, Object>();
      answer.put("campaign", campaign.getId());
      answer.put("state", CampaignView.of(campaign).state());
      answer.put("out", file.path().toString());
      answer.put("format", file.formatName());
      answer.put("rows", rows);
      json.print(
          terminal,
          answer,
          () -> terminal.out().printf("%d rows written to %s%n", rows, file.path()));
    }
    return ExitCode.OK;
  }

  private <T> T ask(Asked asked, Function<CampaignClient, T> question) {
    try (var channels = asked.channels(terminal)) {
      return question.apply(new CampaignClient(channels.to(ServiceTable.CAMPAIGNS)));
    }
  }

  private int answer(Campaign campaign, JsonOption json) {
    CampaignView view = CampaignView.of(campaign);
    json.print(terminal, view, () -> print(List.of(view)));
    return ExitCode.OK;
  }

  private void print(List<CampaignView> campaigns) {
    terminal.out().printf(ROW, "campaign", "state", "target", "accepted", "generated", "ordered");
    for (CampaignView campaign : campaigns) {
      terminal
          .out()
          .printf(
              ROW,
              campaign.id(),
              campaign.state(),
              campaign.target(),
              campaign.accepted(),
              campaign.generated(),
              campaign.createdAt());
      if (!campaign.reason().isEmpty()) {
        terminal.out().printf("  %s%n", campaign.reason());
      }
    }
  }

  /** Whose campaigns a command is about. */
  static final class Asked {
    @Mixin private ServerOptions server;
    @Mixin private HomeOptions home;

    ServiceChannels channels(Terminal terminal, String... needed) {
      return new ServiceChannels(server.running(home.home(), terminal, needed));
    }
  }

  /** Which campaign a command is about. */
  static final class CampaignId {
    @Parameters(paramLabel = "ID", description = "Id of the campaign.")
    String text;
  }
}
