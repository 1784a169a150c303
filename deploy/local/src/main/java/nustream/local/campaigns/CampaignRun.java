package nustream.local.campaigns;

import io.grpc.StatusRuntimeException;
import java.util.concurrent.atomic.AtomicBoolean;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.State;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.grpc.CampaignClient;
import nustream.local.grpc.Endpoints;
import nustream.local.grpc.RpcErrors;
import nustream.local.grpc.ServiceChannels;
import nustream.local.supervisor.ServiceTable;

/** Orders a campaign of a running system and follows it to its end. */
public final class CampaignRun {
  private final Endpoints endpoints;
  private final Terminal terminal;

  public CampaignRun(Endpoints endpoints, Terminal terminal) {
    this.endpoints = endpoints;
    this.terminal = terminal;
  }

  /**
   * Orders and follows. Ctrl-C meanwhile cancels the campaign.
   *
   * @param channels to the services
   * @param target of what the words count
   * @return the campaign, which has succeeded
   * @throws UserError when it did not
   */
  public Campaign run(
      ServiceChannels channels, CreateRequest order, ProgressWords words, long target)
      throws InterruptedException {
    var campaigns = new CampaignClient(channels.to(ServiceTable.CAMPAIGNS));
    campaigns.create(order);
    Campaign ended = follow(campaigns, order.getId(), words, target);
    if (ended.getState() != State.STATE_SUCCEEDED) {
      throw new UserError("campaign " + ended.getId() + " " + ending(ended));
    }
    return ended;
  }

  private Campaign follow(CampaignClient campaigns, String id, ProgressWords words, long target)
      throws InterruptedException {
    var finished = new AtomicBoolean();
    var cancel = new Thread(() -> cancelUnless(finished, id), "cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    try (var progress = new CampaignProgress(terminal, words, target)) {
      return campaigns.follow(id, progress);
    } finally {
      finished.set(true);
    }
  }

  private void cancelUnless(AtomicBoolean finished, String id) {
    if (finished.get()) {
      return;
    }
    // Channels of its own: the follower closes the others as soon as it hears of the end.
    try (var channels = new ServiceChannels(endpoints)) {
      new CampaignClient(channels.to(ServiceTable.CAMPAIGNS)).cancel(id);
      terminal.say("%ncampaign %s cancelled", id);
    } catch (StatusRuntimeException e) {
      terminal.say("%ncampaign %s could not be cancelled: %s", id, RpcErrors.sentence(e));
    }
  }

  private static String ending(Campaign campaign) {
    return switch (campaign.getState()) {
      case STATE_CANCELLED -> "was cancelled";
      case STATE_FAILED -> "failed: " + campaign.getReason();
      default -> "ended as " + campaign.getState();
    };
  }
}
