package nustream.local.campaigns;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import nustream.campaigns.v1.Campaign;
import nustream.local.Json;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.grpc.CampaignClient;
import nustream.local.grpc.ServiceChannels;
import nustream.local.options.HomeOptions;
import nustream.local.options.JsonOption;
import nustream.local.supervisor.ServiceTable;
import nustream.local.system.LocalSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Campaigns of the running system. */
@Command(
    name = "campaigns",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows and cancels the campaigns of the running system.",
    subcommands = {
      CampaignsCommand.ListAll.class,
      CampaignsCommand.Show.class,
      CampaignsCommand.Cancel.class,
      HelpCommand.class
    })
public final class CampaignsCommand {
  private static final String ROW = "%-32s %-10s %10s %10s %10s  %s%n";

  /** What the commands share: the call to a running system, and how campaigns are printed. */
  abstract static class OnRunningSystem implements Callable<Integer> {
    @Mixin HomeOptions home;
    @Mixin JsonOption json;

    private final Terminal terminal;

    OnRunningSystem(Terminal terminal) {
      this.terminal = terminal;
    }

    final <T> T ask(Function<CampaignClient, T> question) {
      var system =
          new LocalSystem(home.home(), terminal)
              .running()
              .orElseThrow(
                  () ->
                      new UserError(
                          "nothing runs in "
                              + home.home().folder()
                              + "; `deploy/nustream up` starts it"));
      try (var channels = new ServiceChannels(system)) {
        return question.apply(new CampaignClient(channels.to(ServiceTable.CAMPAIGNS)));
      }
    }

    final int show(List<CampaignView> campaigns, Object asJson) {
      if (json.wanted) {
        terminal.out().println(Json.compact(asJson));
        return ExitCode.OK;
      }
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
      return ExitCode.OK;
    }
  }

  /** The newest campaigns. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists campaigns, newest first.",
      footerHeading = "%nExample:%n",
      footer = "  nustream campaigns list --limit 5")
  static final class ListAll extends OnRunningSystem {
    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "At most so many, 1 to 100 (default: ${DEFAULT-VALUE}).")
    int limit;

    ListAll(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() {
      List<CampaignView> campaigns =
          ask(client -> client.list(limit)).stream().map(CampaignView::of).toList();
      return show(campaigns, Map.of("campaigns", campaigns));
    }
  }

  /** One campaign. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one campaign.",
      footerHeading = "%nExample:%n",
      footer = "  nustream campaigns show flavor-20260122-170412-3fa09c --json")
  static final class Show extends OnRunningSystem {
    @Parameters(paramLabel = "ID", description = "Id of the campaign.")
    String id;

    Show(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() {
      Campaign campaign = ask(client -> client.get(id));
      return show(List.of(CampaignView.of(campaign)), CampaignView.of(campaign));
    }
  }

  /** Ends a campaign early. */
  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Cancels a campaign; what it has found so far stays.",
      footerHeading = "%nExample:%n",
      footer = "  nustream campaigns cancel flavor-20260122-170412-3fa09c")
  static final class Cancel extends OnRunningSystem {
    @Parameters(paramLabel = "ID", description = "Id of the campaign.")
    String id;

    Cancel(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() {
      Campaign campaign = ask(client -> client.cancel(id));
      return show(List.of(CampaignView.of(campaign)), CampaignView.of(campaign));
    }
  }
}
