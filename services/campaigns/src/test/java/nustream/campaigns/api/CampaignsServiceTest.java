package nustream.campaigns.api;

import static nustream.campaigns.Refusals.assertRefused;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nustream.broker.SharedBroker;
import nustream.campaigns.stream.FakeWorkers;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CampaignsGrpc;
import nustream.campaigns.v1.CampaignsGrpc.CampaignsBlockingStub;
import nustream.campaigns.v1.CancelRequest;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.FlavorOrder;
import nustream.campaigns.v1.GetRequest;
import nustream.campaigns.v1.ListRequest;
import nustream.campaigns.v1.State;
import nustream.campaigns.v1.WatchRequest;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.messaging.errors.ErrorWord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The booted service, with a stand-in for sampler and filter at the other end of the topics. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CampaignsServiceTest {
  private static final int BLOCK_SIZE = 500;
  private static FakeWorkers workers;

  @TestHTTPResource URL url;
  @Inject MeterRegistry metrics;
  private ManagedChannel channel;
  private CampaignsBlockingStub campaigns;

  @BeforeAll
  static void work() {
    workers = new FakeWorkers(SharedBroker.bootstrapServers());
  }

  @AfterAll
  static void rest() throws InterruptedException {
    workers.close();
  }

  @BeforeEach
  void connect() {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", url.getPort()).usePlaintext().build();
    campaigns = CampaignsGrpc.newBlockingStub(channel);
    await().until(() -> get("/q/health/ready").statusCode() == 200);
  }

  /** What a test leaves running would take one of the three places of the next. */
  @AfterEach
  void finish() {
    await().until(() -> metrics.get("nustream.campaigns.running").gauge().value() == 0);
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    channel.shutdownNow();
    assertTrue(channel.awaitTermination(60, TimeUnit.SECONDS));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + url.getPort() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static FlavorOrder.Builder order(long target, long seed) {
    return FlavorOrder.newBuilder()
        .setTargetAccepted(target)
        .setSampling(
            Sampling.newBuilder()
                .setRelease("NuFIT-6.0-SK")
                .setOrdering(Ordering.ORDERING_NORMAL)
                .setSeed(seed));
  }

  private Campaign create(String id, FlavorOrder.Builder order) {
    return campaigns.create(CreateRequest.newBuilder().setId(id).setFlavor(order).build());
  }

  private Campaign get(GetRequest.Builder request) {
    return campaigns.get(request.build());
  }

  private void assertInvalid(String message, FlavorOrder.Builder order) {
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        message,
        () -> create("invalid", order));
  }

  private static Sampling.Builder sampling(FlavorOrder.Builder order) {
    return order.getSamplingBuilder();
  }

  @Test
  void aWatchFollowsACampaignToItsEnd() throws Exception {
    double counted = metrics.counter("nustream.campaigns.blocks.counted").count();
    Campaign created = create("watched", order(4_000, 11));
    assertEquals(State.STATE_RUNNING, created.getState());
    assertEquals(Target.TARGET_BOX, created.getFlavor().getSampling().getTarget());
    List<Campaign> states = new ArrayList<>();
    campaigns
        .watch(WatchRequest.newBuilder().setId("watched").build())
        .forEachRemaining(states::add);
    Campaign end = states.get(states.size() - 1);
    long blocks = FakeWorkers.blocksFor(4_000, 11, BLOCK_SIZE);
    assertEquals(State.STATE_SUCCEEDED, end.getState(), end.getReason());
    assertEquals(blocks - 1, end.getProgress().getFinalBlock());
    assertEquals(FakeWorkers.acceptedIn(blocks, 11, BLOCK_SIZE), end.getProgress().getAccepted());
    assertEquals(FakeWorkers.DIGEST, end.getProgress().getModelDigest());
    for (int i = 1; i < states.size(); i++) {
      assertTrue(
          states.get(i).getProgress().getBlocksCounted()
              >= states.get(i - 1).getProgress().getBlocksCounted());
    }
    assertEquals(end, get(GetRequest.newBuilder().setId("watched")));
    // Watchers are told first, and the figures follow: those of the test before, perhaps, as well.
    await()
        .until(
            () -> metrics.counter("nustream.campaigns.blocks.counted").count() - counted >= blocks);
    await()
        .untilAsserted(
            () -> {
              String page = get("/q/metrics").body();
              assertTrue(
                  page.contains("nustream_campaigns_ended_total{reason=\"\",state=\"succeeded\"}"),
                  page);
              assertTrue(page.contains("nustream_campaigns_requests_total{outcome=\"ok\"}"), page);
            });
  }

  @Test
  void theSameOrderIsTheSameCampaignAndAnotherOneIsRefused() {
    assertEquals(
        create("twice", order(10, 1)).getCreatedAtMs(),
        create("twice", order(10, 1)).getCreatedAtMs());
    assertRefused(
        Status.Code.ALREADY_EXISTS,
        ErrorWord.ALREADY_EXISTS,
        "id is 'twice'",
        () -> create("twice", order(10, 2)));
  }

  @Test
  void theServiceChoosesAnIdWhenThereIsNone() {
    String id = create("", order(10, 1)).getId();
    assertTrue(id.matches("[a-z0-9-]{36}"), id);
    assertEquals(id, get(GetRequest.newBuilder().setId(id)).getId());
  }

  @Test
  void cancelEndsACampaignAndItsWatches() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    workers.onRequest("cancelled", request -> null);
    create("cancelled", order(1_000, 1));
    Thread canceller =
        new Thread(
            () -> {
              await().until(() -> gate.getCount() == 0);
              var unused = campaigns.cancel(CancelRequest.newBuilder().setId("cancelled").build());
            });
    canceller.start();
    var states = campaigns.watch(WatchRequest.newBuilder().setId("cancelled").build());
    assertEquals(State.STATE_RUNNING, states.next().getState());
    gate.countDown();
    Campaign last = null;
    while (states.hasNext()) {
      last = states.next();
    }
    canceller.join();
    assertEquals(State.STATE_CANCELLED, last.getState());
    Campaign again = campaigns.cancel(CancelRequest.newBuilder().setId("cancelled").build());
    assertEquals(last, again);
  }

  @Test
  void aWatcherThatGoesAwayIsForgottenAndTheCampaignGoesOn() {
    workers.onRequest("left", request -> null);
    create("left", order(1_000, 1));
    CountDownLatch seen = new CountDownLatch(1);
    var calls = new ArrayList<ClientCallStreamObserver<WatchRequest>>();
    CampaignsGrpc.newStub(channel)
        .watch(
            WatchRequest.newBuilder().setId("left").build(),
            new ClientResponseObserver<WatchRequest, Campaign>() {
              @Override
              public void beforeStart(ClientCallStreamObserver<WatchRequest> call) {
                calls.add(call);
              }

              @Override
              public void onNext(Campaign campaign) {
                seen.countDown();
              }

              @Override
              public void onError(Throwable failure) {
                seen.countDown();
              }

              @Override
              public void onCompleted() {
                seen.countDown();
              }
            });
    await().until(() -> seen.getCount() == 0);
    assertEquals(1, watches());
    calls.get(0).cancel("enough", null);
    await().until(() -> watches() == 0);
    assertEquals(
        State.STATE_CANCELLED,
        campaigns.cancel(CancelRequest.newBuilder().setId("left").build()).getState());
  }

  private double watches() {
    return metrics.get("nustream.campaigns.watches").gauge().value();
  }

  @Test
  void listsNewestFirst() {
    create("listed-1", order(10, 1));
    Campaign second = create("listed-2", order(10, 2));
    List<Campaign> all = campaigns.list(ListRequest.getDefaultInstance()).getCampaignsList();
    for (int i = 1; i < all.size(); i++) {
      assertTrue(all.get(i - 1).getCreatedAtMs() >= all.get(i).getCreatedAtMs());
    }
    assertEquals(
        1, campaigns.list(ListRequest.newBuilder().setLimit(1).build()).getCampaignsCount());
    List<Campaign> older =
        campaigns
            .list(ListRequest.newBuilder().setCreatedBeforeMs(second.getCreatedAtMs()).build())
            .getCampaignsList();
    assertTrue(older.stream().noneMatch(campaign -> campaign.getId().equals("listed-2")));
    assertTrue(
        campaigns
            .list(ListRequest.newBuilder().setState(State.STATE_FAILED).build())
            .getCampaignsList()
            .isEmpty());
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "limit is 101; allowed: 0 to 100",
        () -> campaigns.list(ListRequest.newBuilder().setLimit(101).build()));
  }

  @Test
  void refusesMoreCampaignsThanMayRun() {
    for (String id : List.of("full-1", "full-2", "full-3")) {
      workers.onRequest(id, request -> null);
    }
    List<String> ids = List.of("full-1", "full-2", "full-3");
    ids.forEach(id -> create(id, order(1_000, 1)));
    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED,
        ErrorWord.OVER_LIMIT,
        "running campaigns is 3; allowed: 3",
        () -> create("full-4", order(1_000, 1)));
    ids.forEach(
        id ->
            assertEquals(
                State.STATE_CANCELLED,
                campaigns.cancel(CancelRequest.newBuilder().setId(id).build()).getState()));
  }

  @Test
  void unknownCampaignsAreNotFound() {
    for (Runnable call :
        List.<Runnable>of(
            () -> get(GetRequest.newBuilder().setId("nobody")),
            () -> campaigns.cancel(CancelRequest.newBuilder().setId("nobody").build()),
            () -> campaigns.watch(WatchRequest.newBuilder().setId("nobody").build()).next())) {
      assertRefused(Status.Code.NOT_FOUND, ErrorWord.UNKNOWN_CAMPAIGN, "id is 'nobody'", call);
    }
  }

  @Test
  void namesTheFieldTheValueAndWhatIsAllowed() {
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "id is 'No Id'; allowed: 1 to 64 characters of [a-z0-9-]",
        () -> create("No Id", order(1, 1)));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "order is ORDER_NOT_SET; allowed: flavor or lensing",
        () -> campaigns.create(CreateRequest.getDefaultInstance()));
    assertInvalid("flavor.target_accepted is 0; allowed: 1 to 10000000", order(0, 1));
    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED,
        ErrorWord.OVER_LIMIT,
        "flavor.target_accepted is '10000001'; allowed: 1 to 10000000",
        () -> create("invalid", order(10_000_001, 1)));
    assertInvalid(
        "flavor.max_candidates is 1000; allowed: 1500 to 1000000000",
        order(1_001, 1).setMaxCandidates(1_000));
    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED,
        ErrorWord.OVER_LIMIT,
        "flavor.max_seconds is '604801'; allowed: 1 to 604800",
        () -> create("invalid", order(1, 1).setMaxSeconds(604_801)));
    FlavorOrder.Builder order = order(1, 1);
    sampling(order).setOrdering(Ordering.ORDERING_UNSPECIFIED);
    assertInvalid("flavor.sampling.ordering is ORDERING_UNSPECIFIED", order);
    order = order(1, 1);
    sampling(order).setModel("../x");
    assertInvalid("flavor.sampling.model is '../x'", order);
    order = order(1, 1);
    sampling(order).setGuidance(Double.NaN);
    assertInvalid("flavor.sampling.guidance is NaN; allowed: 0.0 to 10.0", order);
    order = order(1, 1);
    sampling(order).setSteps(501);
    assertInvalid("flavor.sampling.steps is 501; allowed: 2 to 500", order);
    order = order(1, 1);
    sampling(order).setEta(1.5);
    assertInvalid("flavor.sampling.eta is 1.5; allowed: 0.0 to 1.0", order);
  }

  @Test
  void namesTheReleasesThatThereAre() {
    FlavorOrder.Builder order = order(1, 1);
    sampling(order).setRelease("NuFIT-9.9");
    assertRefused(
        Status.Code.NOT_FOUND,
        ErrorWord.UNKNOWN_RELEASE,
        "flavor.sampling.release is 'NuFIT-9.9'; allowed: one of [",
        () -> create("invalid", order));
  }
}
