package nustream.local.grpc;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CampaignsGrpc;
import nustream.campaigns.v1.CampaignsGrpc.CampaignsBlockingStub;
import nustream.campaigns.v1.CancelRequest;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.GetRequest;
import nustream.campaigns.v1.ListRequest;
import nustream.campaigns.v1.State;
import nustream.campaigns.v1.WatchRequest;

/** Orders work and follows it. */
public final class CampaignClient {
  private static final Duration CALL = Duration.ofSeconds(15);

  /**
   * A watch is opened anew after this time, so that a half-open connection cannot hold it for ever.
   */
  private static final Duration WATCH = Duration.ofSeconds(60);

  /** How long campaigns may be away (being restarted) before a watch fails. */
  private static final Duration AWAY = Duration.ofSeconds(60);

  private static final Duration WATCH_AGAIN = Duration.ofMillis(500);

  private final CampaignsBlockingStub stub;

  public CampaignClient(Channel channel) {
    this.stub = CampaignsGrpc.newBlockingStub(channel);
  }

  /** Starts a campaign under an id of the caller's, which makes the call repeatable. */
  public Campaign create(CreateRequest order) {
    return stub.withDeadlineAfter(CALL.toSeconds(), TimeUnit.SECONDS).create(order);
  }

  /** The campaign as it is now. */
  public Campaign get(String id) {
    return stub.withDeadlineAfter(CALL.toSeconds(), TimeUnit.SECONDS)
        .get(GetRequest.newBuilder().setId(id).build());
  }

  /** The newest campaigns, at most so many. */
  public List<Campaign> list(int limit) {
    return stub.withDeadlineAfter(CALL.toSeconds(), TimeUnit.SECONDS)
        .list(ListRequest.newBuilder().setLimit(limit).build())
        .getCampaignsList();
  }

  public Campaign cancel(String id) {
    return stub.withDeadlineAfter(CALL.toSeconds(), TimeUnit.SECONDS)
        .cancel(CancelRequest.newBuilder().setId(id).build());
  }

  /**
   * Follows a campaign until it has ended, through restarts of the service.
   *
   * @param changed gets every state that arrives
   * @return the campaign as it ended
   */
  public Campaign follow(String id, Consumer<Campaign> changed) throws InterruptedException {
    long lastHeard = System.nanoTime();
    while (true) {
      try {
        Iterator<Campaign> states =
            stub.withDeadlineAfter(WATCH.toSeconds(), TimeUnit.SECONDS)
                .watch(WatchRequest.newBuilder().setId(id).build());
        while (states.hasNext()) {
          Campaign campaign = states.next();
          lastHeard = System.nanoTime();
          changed.accept(campaign);
          if (ended(campaign)) {
            return campaign;
          }
        }
      } catch (StatusRuntimeException e) {
        boolean passing =
            e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED
                || e.getStatus().getCode() == Status.Code.UNAVAILABLE;
        if (!passing || System.nanoTime() - lastHeard > WATCH.plus(AWAY).toNanos()) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(WATCH_AGAIN.toMillis());
    }
  }

  public static boolean ended(Campaign campaign) {
    return campaign.getState() == State.STATE_SUCCEEDED
        || campaign.getState() == State.STATE_CANCELLED
        || campaign.getState() == State.STATE_FAILED;
  }
}
