package nustream.campaigns.stream;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import nustream.broker.EmbeddedBroker;
import nustream.campaigns.ledger.Changes;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.State;
import nustream.contracts.Topics;
import nustream.flavor.v1.SampleRequest;
import nustream.messaging.KafkaSettings;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Replicas on a broker of their own, as they all run the campaigns of one topic. */
class ReplicaTest {
  private static final int BLOCK_SIZE = 100;
  private static final long BUDGET = 1_000_000;
  private static final Map<String, String> SETTINGS =
      Map.of("campaigns.block-size", "100", "campaigns.flush-every", "20ms");
  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static FakeWorkers workers;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.in(folder).start();
    workers = new FakeWorkers(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    workers.close();
    broker.close();
  }

  private static RunningReplica replica() {
    return replica(SETTINGS);
  }

  private static RunningReplica replica(Map<String, String> settings) {
    return new RunningReplica(broker.bootstrapServers(), settings);
  }

  private static RunningReplica activeReplica() {
    RunningReplica replica = replica();
    await().until(replica::active);
    return replica;
  }

  private static Campaign ended(RunningReplica replica, String id) {
    await().until(() -> replica.get(id).getState() != State.STATE_RUNNING);
    return replica.get(id);
  }

  private static void assertResult(Campaign end, long target, long seed) {
    long blocks = FakeWorkers.blocksFor(target, seed, BLOCK_SIZE);
    assertEquals(State.STATE_SUCCEEDED, end.getState(), end.getReason());
    assertEquals(blocks, end.getProgress().getBlocksCounted());
    assertEquals(blocks - 1, end.getProgress().getFinalBlock());
    assertEquals(blocks * BLOCK_SIZE, end.getProgress().getGenerated());
    assertEquals(FakeWorkers.acceptedIn(blocks, seed, BLOCK_SIZE), end.getProgress().getAccepted());
  }

  @Test
  void theNextReplicaGoesOnWhereTheLastOneStopped() throws Exception {
    workers.hold("handover", request -> request.getBlock() >= 5);
    try (RunningReplica first = activeReplica()) {
      first.create("handover", 2_000, 5, BUDGET);
      await().until(() -> first.get("handover").getProgress().getBlocksCounted() == 5);
    }
    // Answered while nobody listens.
    workers.release("handover");
    try (RunningReplica second = activeReplica()) {
      assertTrue(second.get("handover").getProgress().getBlocksCounted() >= 5);
      assertResult(ended(second, "handover"), 2_000, 5);
    }
    List<Long> blocks = workers.seen("handover").stream().map(SampleRequest::getBlock).toList();
    assertEquals(blocks.size(), new HashSet<>(blocks).size());
    // One trace for the campaign, whoever issued the request; one span for each request.
    List<String> traces = workers.traces("handover");
    assertEquals(1, traces.stream().map(trace -> trace.substring(0, 35)).distinct().count());
    assertEquals(blocks.size(), new HashSet<>(traces).size());
  }

  @Test
  void oneReplicaIsActiveAndTheOtherTakesOver() throws Exception {
    RunningReplica first = activeReplica();
    try (RunningReplica second = replica()) {
      first.create("takeover", 500, 9, BUDGET);
      assertResult(ended(first, "takeover"), 500, 9);
      assertFalse(second.active());
      ExecutionException refused =
          assertThrows(ExecutionException.class, () -> second.create("elsewhere", 500, 9, BUDGET));
      assertEquals(ErrorWord.STANDBY, ((NustreamException) refused.getCause()).word());
      assertEquals(
          ErrorWord.STANDBY,
          assertThrows(NustreamException.class, () -> second.get("takeover")).word());
      first.close();
      await().until(second::active);
      assertResult(second.get("takeover"), 500, 9);
    } finally {
      first.close();
    }
  }

  @Test
  void aReplicaThatWasReplacedCannotWrite() {
    try (Journal before = new Journal(broker.bootstrapServers(), "fencing");
        Journal after = new Journal(broker.bootstrapServers(), "fencing")) {
      before.open();
      after.open();
      Changes changes =
          new Changes(List.of(Campaign.newBuilder().setId("zombie").build()), List.of(), List.of());
      assertThrows(KafkaException.class, () -> before.write(changes, Map.of()));
    }
  }

  @Test
  void blocksWithoutAnAnswerAreIssuedAgain() throws Exception {
    Set<Long> once = ConcurrentHashMap.newKeySet();
    workers.onRequest(
        "silent", request -> once.add(request.getBlock()) ? null : FakeWorkers.usual(request));
    Map<String, String> impatient =
        Map.of("campaigns.block-size", "100", "campaigns.reissue-after", "200ms");
    try (RunningReplica replica = replica(impatient)) {
      await().until(replica::active);
      replica.create("silent", 60, 3, BUDGET);
      assertResult(ended(replica, "silent"), 60, 3);
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
    void reachesTheTargetAndIssuesEveryBlockOnce() throws Exception {
      replica.create("plain", 1_000, 3, BUDGET);
      assertResult(ended(replica, "plain"), 1_000, 3);
      List<Long> blocks = workers.seen("plain").stream().map(SampleRequest::getBlock).toList();
      assertEquals(blocks.size(), new HashSet<>(blocks).size());
    }

    @Test
    void aDeadLetterOfARequestFailsTheCampaignWithItsReason() throws Exception {
      workers.onRequest(
          "lost",
          request -> {
            if (request.getBlock() == 2) {
              throw NustreamException.about(
                  ErrorWord.UNKNOWN_MODEL, "sampling.model", "x", "one of [y]");
            }
            return FakeWorkers.usual(request);
          });
      replica.create("lost", 5_000, 1, BUDGET);
      Campaign end = ended(replica, "lost");
      assertEquals(State.STATE_FAILED, end.getState());
      assertEquals("UNKNOWN_MODEL: sampling.model is 'x'; allowed: one of [y]", end.getReason());
      assertEquals(1, end.getProgress().getFinalBlock());
    }

    @Test
    void tooLowAnAcceptanceFailsTheCampaign() throws Exception {
      workers.onRequest("poor", request -> 0);
      replica.create("poor", 50, 1, 1_000);
      Campaign end = ended(replica, "poor");
      assertEquals(State.STATE_FAILED, end.getState());
      assertTrue(end.getReason().startsWith("ACCEPTANCE_TOO_LOW: 0 of 50 "), end.getReason());
      assertEquals(1_000, end.getProgress().getGenerated());
    }

    @Test
    void cancelEndsItAndNothingMoreIsIssued() throws Exception {
      workers.onRequest("stopped", request -> 1);
      workers.hold("stopped", request -> request.getBlock() >= 2);
      replica.create("stopped", 5_000, 1, BUDGET);
      await().until(() -> replica.get("stopped").getProgress().getBlocksCounted() == 2);
      Campaign cancelled =
          replica.ask(ledger -> ledger.cancel("stopped", System.currentTimeMillis()));
      workers.release("stopped");
      assertEquals(State.STATE_CANCELLED, cancelled.getState());
      // A later campaign is through, so the answers to the cancelled one have been read.
      replica.create("after-stopped", 100, 1, BUDGET);
      ended(replica, "after-stopped");
      assertEquals(cancelled, replica.get("stopped"));
      assertEquals(cancelled.getProgress().getBlocksIssued(), workers.seen("stopped").size());
    }

    @Test
    void aPoisonedVerdictIsPutAsideAndTheStreamGoesOn() throws Exception {
      String key = "poison-verdict";
      workers.send(Topics.VERDICTS, key, "not a verdict".getBytes(StandardCharsets.UTF_8));
      try (var letters =
          new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(broker.bootstrapServers()))) {
        replica.create("beside-poison", 200, 4, BUDGET);
        assertResult(ended(replica, "beside-poison"), 200, 4);
        letters.assign(List.of(new TopicPartition(Topics.named(Topics.VERDICTS).deadLetters(), 0)));
        letters.seekToBeginning(letters.assignment());
        await()
            .until(
                () -> {
                  for (ConsumerRecord<String, byte[]> letter :
                      letters.poll(Duration.ofMillis(100))) {
                    if (letter.key().equals(key)) {
                      return new String(
                          letter.headers().lastHeader(DeadLetter.REASON).value(),
                          StandardCharsets.UTF_8);
                    }
                  }
                  return "";
                },
                ErrorWord.UNDECODABLE.name()::equals);
      }
    }
  }
}
