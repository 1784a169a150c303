package nustream.campaigns.api;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import jakarta.inject.Inject;
import java.time.Clock;
import nustream.campaigns.board.Board;
import nustream.campaigns.ledger.NewCampaign;
import nustream.campaigns.stream.Mailbox;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CampaignsGrpc;
import nustream.campaigns.v1.CancelRequest;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.GetRequest;
import nustream.campaigns.v1.ListRequest;
import nustream.campaigns.v1.ListResponse;
import nustream.campaigns.v1.State;
import nustream.campaigns.v1.WatchRequest;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** The Campaigns service. Reads come from the board, changes go through the mailbox. */
@GrpcService
public class CampaignsService extends CampaignsGrpc.CampaignsImplBase {
  /** 100 campaigns of at most 2.2 KiB are below the largest message, 256 KiB. */
  private static final int MAX_LIST = 100;

  private final OrderRules rules;
  private final Board board;
  private final Mailbox mailbox;
  private final Calls calls;
  private final Clock clock = Clock.systemUTC();

  @Inject
  public CampaignsService(OrderRules rules, Board board, Mailbox mailbox, Calls calls) {
    this.rules = rules;
    this.board = board;
    this.mailbox = mailbox;
    this.calls = calls;
  }

  @Override
  public void create(CreateRequest request, StreamObserver<Campaign> reader) {
    calls.answer(
        reader,
        () -> {
          NewCampaign wanted = rules.check(request);
          return mailbox.ask(ledger -> ledger.create(wanted, clock.millis()));
        });
  }

  @Override
  public void get(GetRequest request, StreamObserver<Campaign> reader) {
    calls.answer(reader, () -> completedFuture(board.get(FieldChecks.id("id", request.getId()))));
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListResponse> reader) {
    calls.answer(reader, () -> completedFuture(newest(request)));
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<Campaign> reader) {
    calls.stream(reader, () -> board.watch(FieldChecks.id("id", request.getId())));
  }

  @Override
  public void cancel(CancelRequest request, StreamObserver<Campaign> reader) {
    calls.answer(
        reader,
        () -> {
          String id = FieldChecks.id("id", request.getId());
          return mailbox.ask(ledger -> ledger.cancel(id, clock.millis()));
        });
  }

  private ListResponse newest(ListRequest request) {
    long limit =
        FieldChecks.inRange("limit", Integer.toUnsignedLong(request.getLimit()), 0, MAX_LIST);
    if (request.getState() == State.UNRECOGNIZED) {
      throw NustreamException.invalid("state", request.getStateValue(), "a state, or 0 for all");
    }
    FieldChecks.inRange("created_before_ms", request.getCreatedBeforeMs(), 0, Long.MAX_VALUE);
    ListResponse.Builder response = ListResponse.newBuilder();
    for (Campaign campaign :
        board.newest(found -> wanted(request, found), limit == 0 ? MAX_LIST : (int) limit)) {
      Campaign.Builder brief = campaign.toBuilder();
      brief.getProgressBuilder().clearAnsweredAhead();
      response.addCampaigns(brief);
    }
    return response.build();
  }

  private static boolean wanted(ListRequest request, Campaign campaign) {
    boolean state =
        request.getState() == State.STATE_UNSPECIFIED || request.getState() == campaign.getState();
    boolean age =
        request.getCreatedBeforeMs() == 0
            || campaign.getCreatedAtMs() < request.getCreatedBeforeMs();
    return state && age;
  }
}
