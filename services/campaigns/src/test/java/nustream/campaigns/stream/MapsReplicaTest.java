package nustream.campaigns.stream;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import nustream.broker.EmbeddedBroker;
import nustream.campaigns.ledger.MapsOrder;
import nustream.campaigns.ledger.NewCampaign;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.LensingOrder;
import nustream.campaigns.v1.State;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.MapRequest;
import nustream.lensing.v1.MapSeries;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns of maps, answered out of turn and more than once, on a broker of their own. */
class MapsReplicaTest {
  private static final int WINDOW = 64;
  private static final int PER_REQUEST = 16;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "campaigns.maps-window", "64",
          "campaigns.maps-per-request", "16",
          "campaigns.flush-every", "20ms");
  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static FakeClassifier classifier;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.in(folder).start();
    classifier = new FakeClassifier(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    classifier.close();
    broker.close();
  }

  private static RunningReplica activeReplica() {
    RunningReplica replica = new RunningReplica(broker.bootstrapServers(), SETTINGS);
    await().until(replica::active);
    return replica;
  }

  private static void create(RunningReplica replica, String id, long maps) throws Exception {
    MapSeries series =
        MapSeries.newBuilder()
            .addCosmologies(Cosmology.getDefaultInstance())
            .addCosmologies(Cosmology.newBuilder().setSumMnuEv(0.1))
            .build();
    LensingOrder order = LensingOrder.newBuilder().setMaps(maps).setSeries(series).build();
    replica.create(new NewCampaign(id, new MapsOrder(order), maps, 3600));
  }

  private static Campaign ended(RunningReplica replica, String id) {
    await().until(() -> replica.get(id).getState() != State.STATE_RUNNING);
    return replica.get(id);
  }

  private static void assertAllCounted(Campaign end, long maps) {
    assertEquals(State.STATE_SUCCEEDED, end.getState(), end.getReason());
    assertEquals(maps, end.getProgress().getBlocksCounted());
    assertEquals(maps, end.getProgress().getGenerated());
    assertEquals(
        LongStream.range(0, maps).filter(FakeClassifier::right).count(),
        end.getProgress().getAccepted());
    assertEquals(maps - 1, end.getProgress().getFinalBlock());
    assertEquals(FakeClassifier.DIGEST, end.getProgress().getModelDigest());
  }

  private static void assertEveryMapRequestedOnce(String id, long maps) {
    List<Long> numbers = new ArrayList<>();
    for (MapRequest request : classifier.seen(id)) {
      assertTrue(request.getCount() <= PER_REQUEST, request.getCount() + " maps in a request");
      LongStream.range(0, request.getCount()).forEach(i -> numbers.add(request.getFirst() + i));
    }
    assertEquals(LongStream.range(0, maps).boxed().toList(), numbers.stream().sorted().toList());
  }

  @Test
  void theNextReplicaGoesOnWhereTheLastOneStopped() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    classifier.on(
        "handover",
        new FakeClassifier.Behaviour() {
          @Override
          public void request(MapRequest request) {
            if (request.getFirst() >= 128) {
              pass(gate);
            }
          }
        });
    try (RunningReplica first = activeReplica()) {
      create(first, "handover", 300);
      await().until(() -> first.get("handover").getProgress().getBlocksCounted() >= 64);
    } finally {
      // Answered while nobody listens.
      gate.countDown();
    }
    try (RunningReplica second = activeReplica()) {
      assertTrue(second.get("handover").getProgress().getBlocksCounted() >= 64);
      assertAllCounted(ended(second, "handover"), 300);
    }
    assertEveryMapRequestedOnce("handover", 300);
  }

  private static void pass(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WithOneReplica {
    private RunningReplica replica;

    @BeforeAll
    void begin() {
      replica = activeReplica();
    }

    @AfterAll
    void end() throws InterruptedException {
      replica.close();
    }

    @Test
    void countsEveryMapOnceHoweverItIsAnswered() throws Exception {
      create(replica, "plain", 301);
      assertAllCounted(ended(replica, "plain"), 301);
      assertEveryMapRequestedOnce("plain", 301);
      // Issued by at least 16 but for the last; what is more than 16 takes two requests.
      assertTrue(
          classifier.seen("plain").size() <= 2 * (301 / PER_REQUEST + 1),
          classifier.seen("plain").size() + " requests");
    }

    @Test
    void theDeadLetterOfARequestFailsTheCampaign() throws Exception {
      classifier.on(
          "lost-request",
          new FakeClassifier.Behaviour() {
            @Override
            public void request(MapRequest request) {
              if (request.getFirst() >= 32) {
                throw NustreamException.about(ErrorWord.OVER_LIMIT, "pixels", 512, "8 to 256");
              }
            }
          });
      create(replica, "lost-request", 200);
      Campaign end = ended(replica, "lost-request");
      assertEquals(State.STATE_FAILED, end.getState());
      assertEquals("OVER_LIMIT: pixels is 512; allowed: 8 to 256", end.getReason());
      assertEquals(31, end.getProgress().getFinalBlock());
    }

    @Test
    void theDeadLetterOfAMapFailsTheCampaign() throws Exception {
      classifier.on(
          "lost-map",
          new FakeClassifier.Behaviour() {
            @Override
            public boolean map(long number) {
              if (number >= 20) {
                throw new NustreamException(ErrorWord.UNKNOWN_MODEL, "model is 'x'; allowed: y");
              }
              return true;
            }
          });
      create(replica, "lost-map", 200);
      Campaign end = ended(replica, "lost-map");
      assertEquals(State.STATE_FAILED, end.getState());
      assertEquals("UNKNOWN_MODEL: model is 'x'; allowed: y", end.getReason());
      assertEquals(19, end.getProgress().getFinalBlock());
      assertEquals(20, end.getProgress().getGenerated());
    }

    @Test
    void cancelEndsItAndNothingMoreIsRequested() throws Exception {
      classifier.on(
          "stopped",
          new FakeClassifier.Behaviour() {
            @Override
            public boolean map(long number) {
              return number < 10;
            }
          });
      create(replica, "stopped", 1_000);
      await().until(() -> replica.get("stopped").getProgress().getBlocksCounted() == 10);
      Campaign cancelled =
          replica.ask(ledger -> ledger.cancel("stopped", System.currentTimeMillis()));
      assertEquals(State.STATE_CANCELLED, cancelled.getState());
      assertEquals(9, cancelled.getProgress().getFinalBlock());
      assertEquals(WINDOW, cancelled.getProgress().getBlocksIssued());
      // A later campaign is through, so whatever was asked for has been read.
      create(replica, "after-stopped", 50);
      assertAllCounted(ended(replica, "after-stopped"), 50);
      assertEquals(cancelled, replica.get("stopped"));
      assertEveryMapRequestedOnce("stopped", WINDOW);
    }
  }
}
