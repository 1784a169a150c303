package nustream.campaigns.api;

import static nustream.campaigns.Refusals.assertRefused;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import nustream.broker.SharedBroker;
import nustream.campaigns.stream.FakeClassifier;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CampaignsGrpc;
import nustream.campaigns.v1.CampaignsGrpc.CampaignsBlockingStub;
import nustream.campaigns.v1.CancelRequest;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.GetRequest;
import nustream.campaigns.v1.LensingOrder;
import nustream.campaigns.v1.ListRequest;
import nustream.campaigns.v1.State;
import nustream.campaigns.v1.WatchRequest;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.MapSeries;
import nustream.lensing.v1.Observation;
import nustream.messaging.errors.ErrorWord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders for maps at the booted service, with a stand-in for simulator and classifier. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LensingCampaignsTest {
  private static FakeClassifier classifier;

  @TestHTTPResource URL url;
  @Inject MeterRegistry metrics;
  private ManagedChannel channel;
  private CampaignsBlockingStub campaigns;

  @BeforeAll
  static void work() {
    classifier = new FakeClassifier(SharedBroker.bootstrapServers());
  }

  @AfterAll
  static void rest() throws InterruptedException {
    classifier.close();
  }

  @BeforeEach
  void connect() {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", url.getPort()).usePlaintext().build();
    campaigns = CampaignsGrpc.newBlockingStub(channel);
    await()
        .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
        .until(() -> campaigns.list(ListRequest.getDefaultInstance()) != null);
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    channel.shutdownNow();
    assertTrue(channel.awaitTermination(60, TimeUnit.SECONDS));
  }

  private static LensingOrder order(long maps) {
    return LensingOrder.newBuilder()
        .setMaps(maps)
        .setModel("nu-cnn-gaussian")
        .setSeries(
            MapSeries.newBuilder()
                .addCosmologies(Cosmology.getDefaultInstance())
                .addCosmologies(Cosmology.newBuilder().setSumMnuEv(0.1)))
        .build();
  }

  private Campaign create(String id, LensingOrder order) {
    return campaigns.create(CreateRequest.newBuilder().setId(id).setLensing(order).build());
  }

  @Test
  void aWatchFollowsMapsToTheEnd() {
    LensingOrder order = order(700);
    Campaign created = create("maps", order);
    assertEquals(State.STATE_RUNNING, created.getState());
    MapSeries series = created.getLensing().getSeries();
    assertEquals(0.3, series.getCosmologies(0).getOmegaM());
    assertEquals(0.1, series.getCosmologies(1).getSumMnuEv());
    assertEquals(128, series.getObservation().getPixels());
    assertEquals(created.getCreatedAtMs(), create("maps", order).getCreatedAtMs());
    List<Campaign> states = new ArrayList<>();
    campaigns.watch(WatchRequest.newBuilder().setId("maps").build()).forEachRemaining(states::add);
    Campaign end = states.get(states.size() - 1);
    assertEquals(State.STATE_SUCCEEDED, end.getState(), end.getReason());
    assertEquals(700, end.getProgress().getGenerated());
    assertEquals(
        LongStream.range(0, 700).filter(FakeClassifier::right).count(),
        end.getProgress().getAccepted());
    assertEquals(end, campaigns.get(GetRequest.newBuilder().setId("maps").build()));
    assertTrue(campaigns.list(ListRequest.getDefaultInstance()).getCampaignsList().contains(end));
    // Watchers are told first, and the figures follow.
    await().until(() -> metrics.counter("nustream.campaigns.maps.counted").count() >= 700);
    assertEquals("nu-cnn-gaussian", classifier.seen("maps").get(0).getModel());
  }

  @Test
  void anIdBelongsToOneOrderWhateverItsKind() {
    classifier.on(
        "held-maps",
        new FakeClassifier.Behaviour() {
          @Override
          public boolean map(long number) {
            return false;
          }
        });
    create("held-maps", order(10));
    assertRefused(
        Status.Code.ALREADY_EXISTS,
        ErrorWord.ALREADY_EXISTS,
        "id is 'held-maps'",
        () -> create("held-maps", order(11)));
    assertEquals(
        State.STATE_CANCELLED,
        campaigns.cancel(CancelRequest.newBuilder().setId("held-maps").build()).getState());
  }

  @Test
  void namesTheFieldTheValueAndWhatIsAllowed() {
    refuse("lensing.maps is 0; allowed: 1 to 1000000", order -> order.setMaps(0));
    tooMuch("lensing.maps is '1000001'; allowed: 1 to 1000000", o -> o.setMaps(1_000_001));
    tooMuch("lensing.maps is '18446744073709551615'", order -> order.setMaps(-1));
    refuse("lensing.model is '../x'", order -> order.setModel("../x"));
    tooMuch("lensing.max_seconds is '604801'", order -> order.setMaxSeconds(604_801));
    refuse(
        "number of lensing.series.cosmologies is 0; allowed: 1 to 8",
        order -> order.getSeriesBuilder().clearCosmologies());
    refuse(
        "number of lensing.series.cosmologies is 9; allowed: 1 to 8",
        order -> {
          for (int i = 0; i < 7; i++) {
            order.getSeriesBuilder().addCosmologiesBuilder();
          }
        });
    refuse(
        "lensing.series.cosmologies[1].sum_mnu_ev is -0.1; allowed: 0.0 to 2.0",
        order -> order.getSeriesBuilder().getCosmologiesBuilder(1).setSumMnuEv(-0.1));
    refuse(
        "lensing.series.cosmologies[0].h is NaN; allowed: 0.3 to 1.2",
        order -> order.getSeriesBuilder().getCosmologiesBuilder(0).setH(Double.NaN));
    refuse(
        "lensing.series.cosmologies[0].sigma8 is 0.0; allowed: 0.05 to 3.0",
        order -> order.getSeriesBuilder().getCosmologiesBuilder(0).setSigma8(0));
    refuse(
        "lensing.series.cosmologies[0].hierarchy is UNRECOGNIZED",
        order -> order.getSeriesBuilder().getCosmologiesBuilder(0).setHierarchyValue(9));
    refuse(
        "lensing.series.cosmologies[1]: omega_m = 0.05 leaves no cold dark matter",
        order ->
            order.getSeriesBuilder().getCosmologiesBuilder(1).setOmegaM(0.05).setOmegaBH2(0.024));
    refuse(
        "lensing.series.kind is UNRECOGNIZED", order -> order.getSeriesBuilder().setKindValue(9));
    seen("source_redshift is 0.0; allowed: above 0, at most 20", o -> o.setSourceRedshift(0));
    seen("angle_deg is 31.0; allowed: above 0, at most 30", o -> o.setAngleDeg(31));
    seen("pixels is 0; allowed: 8 to 4096", o -> o.setPixels(0));
    seen("galaxies_per_arcmin2 is -1.0", o -> o.setGalaxiesPerArcmin2(-1));
    seen(
        "sigma_e is 2.5; allowed: above 0, at most 2",
        o -> o.setGalaxiesPerArcmin2(30).setSigmaE(2.5));
    seen("smoothing_arcmin is 61.0; allowed: 0.0 to 60.0", o -> o.setSmoothingArcmin(61));
    seen("l_max is NaN", o -> o.setLMax(Double.NaN));
    seen("margin is 5; allowed: 0 to 4", o -> o.setMargin(5));
    tooMuch(
        "lensing.series.observation.pixels is 257; allowed: at most 256, which fit into a record",
        order -> order.getSeriesBuilder().getObservationBuilder().setPixels(257));
  }

  private void seen(String message, Consumer<Observation.Builder> wrong) {
    refuse(
        "lensing.series.observation." + message,
        order -> wrong.accept(order.getSeriesBuilder().getObservationBuilder()));
  }

  private void refuse(String message, Consumer<LensingOrder.Builder> wrong) {
    refuse(Status.Code.INVALID_ARGUMENT, ErrorWord.INVALID_FIELD, message, wrong);
  }

  private void tooMuch(String message, Consumer<LensingOrder.Builder> wrong) {
    refuse(Status.Code.RESOURCE_EXHAUSTED, ErrorWord.OVER_LIMIT, message, wrong);
  }

  private void refuse(
      Status.Code code, ErrorWord word, String message, Consumer<LensingOrder.Builder> wrong) {
    LensingOrder.Builder order = order(10).toBuilder();
    wrong.accept(order);
    assertRefused(code, word, message, () -> create("invalid", order.build()));
  }
}
