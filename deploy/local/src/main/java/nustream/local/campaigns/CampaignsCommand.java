package nustream.local.campaigns;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nustream.campaigns.v1.Campaign;
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
      footerHeading = "%nExample:%n",
      footer = "  nustream campaigns list --limit 5")
  int list(
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "At most so many, 1 to 100 (default: ${DEFAULT-VALUE}).")
          int limit,
      @Mixin HomeOptions home,
      @Mixin JsonOption json) {
    List<CampaignView> campaigns =
        ask(home, client -> client.list(limit)).stream().map(CampaignView::of).toList();
    json.print(terminal, Map.of("campaigns", campaigns), () -> print(campaigns));
    return ExitCode.OK;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one campaign.",
      footerHeading = "%nExample:%n",
      footer = "  nustream campaigns show flavor-20260122-170412-3fa09c --json")
  int show(@Mixin CampaignId id, @Mixin HomeOptions home, @Mixin JsonOption json) {
    return answer(ask(home, client -> client.get(id.text)), json);
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Cancels a campaign; what it has found so far stays.",
      footerHeading = "%nExample:%n",
      footer = "  nustream campaigns cancel flavor-20260122-170412-3fa09c")
  int cancel(@Mixin CampaignId id, @Mixin HomeOptions home, @Mixin JsonOption json) {
    return answer(ask(home, client -> client.cancel(id.text)), json);
  }

  private <T> T ask(HomeOptions home, Function<CampaignClient, T> question) {
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

  /** Which campaign a command is about. */
  static final class CampaignId {
    @Parameters(paramLabel = "ID", description = "Id of the campaign.")
    String text;
  }
}
