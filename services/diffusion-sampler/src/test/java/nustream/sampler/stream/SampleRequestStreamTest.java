package nustream.sampler.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.State;
import nustream.contracts.Topics;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.messaging.ComputeSeconds;
import nustream.messaging.HeaderNames;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.TestTopics;
import nustream.sampler.serve.FakeGenerators;
import nustream.sampler.serve.TestModels;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The Kafka side of the service. The drain comes last, in the class that comes last by its name: it
 * cannot be undone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@QuarkusTest
@WithTestResource(SamplerResource.class)
@Timeout(value = 10, unit = java.util.concurrent.TimeUnit.MINUTES)
class SampleRequestStreamTest extends SamplerFixture {
  private static final String REQUESTS = Topics.SAMPLE_REQUESTS;
  private static final String DEAD_LETTERS = Topics.named(REQUESTS).deadLetters();

  @Inject ModelStore store;
  @Inject MeterRegistry meters;
  @Inject CampaignStream campaigns;

  @Test
  void aRequestBecomesABlockThatSaysWhatItIs() throws Exception {
    String campaign = TestTopics.campaign("whole");
    String digest = store.current(TestModels.NAME).orElseThrow();
    TestTopics.send(List.of(request(campaign, 3, s -> s.setModel(digest))));

    ConsumerRecord<String, byte[]> record = TestTopics.await(Topics.CANDIDATES, campaign, 1).get(0);
    assertEquals("application/x-protobuf", TestTopics.header(record, HeaderNames.CONTENT_TYPE));
    assertEquals(
        "nustream.flavor.v1.CandidateBlock", TestTopics.header(record, HeaderNames.EVENT_TYPE));
    assertEquals(campaign + "/3", TestTopics.header(record, HeaderNames.ID));
    assertTrue(ComputeSeconds.of(record.headers()).isPresent());
    CandidateBlock block = Values.decode(record, CandidateBlock.class);
    assertEquals(campaign, block.getCampaignId());
    assertEquals(3, block.getBlock());
    assertEquals(20, block.getCount());
    assertEquals(digest, block.getModelDigest());
    assertEquals("anarchy/log1", block.getPrior());
    assertEquals(sampling(s -> s.setModel(digest)), asked(block.getSampling()));
    assertEquals(0.25, block.getSampling().getGuidance());
    assertEquals(40, block.getSampling().getSteps());
    assertEquals(0.5, block.getSampling().getEta());
    assertEquals(Target.TARGET_BOX, block.getSampling().getTarget());
    assertEquals("NuFIT-6.0-SK", block.getSampling().getRelease());
    assertArrayEquals(
        FakeGenerators.parameters(digest, block.getSampling(), 3, 20), parameters(block));
  }

  @Test
  void theRequestsOfACampaignThatHasEndedArePassedOver() throws Exception {
    String ended = TestTopics.campaign("ended");
    String running = TestTopics.campaign("running");
    TestTopics.send(
        List.of(state(running, State.STATE_RUNNING), state(ended, State.STATE_CANCELLED)));
    await().until(() -> campaigns.ended().contains(ended));
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int block = 0; block < 40; block++) {
      // In one partition, so that those of the one are done with when those of the other are.
      records.add(new ProducerRecord<>(REQUESTS, running, request(ended, block, s -> s).value()));
      records.add(request(running, block, s -> s));
    }
    TestTopics.send(records);

    TestTopics.await(Topics.CANDIDATES, running, 40);
    assertEquals(0, generators.begun(ended));
    // A letter that somebody sends again is served all the same.
    ProducerRecord<String, byte[]> again = request(ended, 39, s -> s);
    again.headers().add(HeaderNames.REPLAY_OF, "letter".getBytes(UTF_8));
    TestTopics.send(List.of(again));
    TestTopics.await(Topics.CANDIDATES, ended, 1);
    // And a campaign that is forgotten may be ordered anew.
    TestTopics.send(List.of(new ProducerRecord<>(Topics.CAMPAIGNS, ended, null)));
    await().until(() -> !campaigns.ended().contains(ended));
    TestTopics.send(List.of(request(ended, 40, s -> s)));
    assertEquals(
        List.of(39L, 40L),
        TestTopics.await(Topics.CANDIDATES, ended, 2).stream()
            .map(record -> Values.decode(record, CandidateBlock.class).getBlock())
            .sorted()
            .toList());
    assertEquals(2, generators.begun(ended));
    assertEquals(List.of(), TestTopics.all(DEAD_LETTERS, ended));
  }

  private static ProducerRecord<String, byte[]> state(String campaign, State state) {
    return TestTopics.record(
        Topics.CAMPAIGNS, campaign, Campaign.newBuilder().setId(campaign).setState(state).build());
  }

  @Test
  void aRepeatedRequestGivesTheSameBytes() throws Exception {
    String campaign = TestTopics.campaign("again");
    TestTopics.send(List.of(request(campaign, 0, s -> s), request(campaign, 0, s -> s)));

    List<ConsumerRecord<String, byte[]>> blocks = TestTopics.await(Topics.CANDIDATES, campaign, 2);
    assertArrayEquals(blocks.get(0).value(), blocks.get(1).value());
    assertEquals(blocks.get(0).partition(), blocks.get(1).partition());
  }

  @Test
  void whatCannotBeServedBecomesDeadLettersAndTheStreamGoesOn() throws Exception {
    String campaign = TestTopics.campaign("dead");
    ProducerRecord<String, byte[]> withHeader =
        request(campaign, 2, s -> s.setModel("no-such-model"));
    withHeader.headers().add("note", "kept".getBytes(UTF_8));
    TestTopics.send(
        List.of(
            new ProducerRecord<>(REQUESTS, campaign, new byte[] {(byte) 0xff, 1}),
            TestTopics.record(
                REQUESTS, campaign, SampleRequest.newBuilder().setCampaignId(campaign).build()),
            withHeader,
            request(campaign, 3, s -> s.setRelease("NuFIT-0.0")),
            request(campaign, 4, s -> s.setGuidance(-1)),
            request(campaign, 5, s -> s.setOrdering(Ordering.ORDERING_INVERTED)),
            request(campaign, 6, s -> s.setGuidance(FakeGenerators.FAULT)),
            request(campaign, 7, s -> s)));

    CandidateBlock served =
        Values.decode(
            TestTopics.await(Topics.CANDIDATES, campaign, 1).get(0), CandidateBlock.class);
    assertEquals(7, served.getBlock());
    List<ConsumerRecord<String, byte[]>> dead = TestTopics.await(DEAD_LETTERS, campaign, 7);
    assertEquals(
        List.of(
            "INTERNAL",
            "INVALID_FIELD",
            "INVALID_FIELD",
            "INVALID_FIELD",
            "UNDECODABLE",
            "UNKNOWN_MODEL",
            "UNKNOWN_RELEASE"),
        dead.stream().map(r -> TestTopics.header(r, DeadLetter.REASON)).sorted().toList());
    ConsumerRecord<String, byte[]> unknownModel =
        dead.stream()
            .filter(r -> TestTopics.header(r, DeadLetter.REASON).equals("UNKNOWN_MODEL"))
            .findFirst()
            .orElseThrow();
    assertEquals("kept", TestTopics.header(unknownModel, "note"));
    assertArrayEquals(withHeader.value(), unknownModel.value());
    assertEquals(
        "sampling.model is 'no-such-model'; allowed: one of [seesaw-informed] or a digest",
        TestTopics.header(unknownModel, DeadLetter.MESSAGE));
    assertEquals(1, TestTopics.all(Topics.CANDIDATES, campaign).size());
    // The block that is served, and the one that fails each time: once and three times again.
    assertEquals(1 + 1 + 3, generators.begun(campaign));
  }

  @Test
  void aBlockThatFailsForAWhileIsGeneratedAgain() throws Exception {
    String campaign = TestTopics.campaign("flaky");
    TestTopics.send(List.of(request(campaign, 0, s -> s)));

    CandidateBlock served =
        Values.decode(
            TestTopics.await(Topics.CANDIDATES, campaign, 1).get(0), CandidateBlock.class);
    assertArrayEquals(
        FakeGenerators.parameters(served.getModelDigest(), served.getSampling(), 0, 20),
        parameters(served));
    assertEquals(3, generators.begun(campaign));
    assertEquals(List.of(), TestTopics.all(DEAD_LETTERS, campaign));
  }

  @Test
  void requestsBeyondTheBoundStayInKafkaAndNoneIsLostOrRepeated() throws Exception {
    String campaign = TestTopics.campaign("held");
    int blocks = 40;
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      records.add(request(campaign, block, s -> s));
    }
    TestTopics.send(records);

    await().until(() -> generators.begun(campaign) == capacity.workers());
    await()
        .during(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertTrue(
                    meters.get("nustream.sampler.pending").gauge().value()
                        <= capacity.kafkaWaiting()));
    generators.permit(campaign, blocks);

    List<Long> served =
        TestTopics.await(Topics.CANDIDATES, campaign, blocks).stream()
            .map(record -> Values.decode(record, CandidateBlock.class).getBlock())
            .sorted()
            .toList();
    assertEquals(LongStream.range(0, blocks).boxed().toList(), served);
  }

  @Test
  void aReleaseThatIsAnnouncedIsSwappedInAndTheOldOneCanStillBeAskedFor() throws Exception {
    String before = store.current(TestModels.NAME).orElseThrow();
    ModelRelease second = TestModels.release(store, TestModels.NAME, "second");
    TestTopics.send(
        List.of(
            TestTopics.record(
                Topics.MODELS,
                TestModels.NAME,
                nustream.models.v1.ModelRelease.newBuilder()
                    .setName(TestModels.NAME)
                    .setDigest(second.digest())
                    .build())));

    await().untilAsserted(() -> assertEquals(second.digest(), defaultModel().getDigest()));
    assertEquals(
        before,
        SamplerGrpc.newBlockingStub(grpc)
            .sample(stream("old", 1, s -> s.setModel(before)))
            .next()
            .getModelDigest());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void drainingFinishesTheBlocksInWorkAndLeavesTheRest() throws Exception {
    String campaign = TestTopics.campaign("held");
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int block = 0; block < 20; block++) {
      records.add(request(campaign, block, s -> s));
    }
    TestTopics.send(records);
    await().until(() -> generators.begun(campaign) == capacity.workers());
    await().until(() -> drain.inFlight() == capacity.kafkaInFlight());

    CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(drain::drain);
    await().until(() -> drain.inFlight() == capacity.workers());
    assertFalse(drained.isDone(), "waits for the blocks in work");
    generators.permit(campaign, records.size());

    assertTrue(drained.get(Patience.LONG.toSeconds(), SECONDS));
    assertEquals(capacity.workers(), TestTopics.all(Topics.CANDIDATES, campaign).size());
    assertEquals(capacity.workers(), generators.begun(campaign));
    assertEquals(List.of(), TestTopics.all(DEAD_LETTERS, campaign));
  }

  private static ProducerRecord<String, byte[]> request(
      String campaign, long block, UnaryOperator<Sampling.Builder> change) {
    return TestTopics.record(
        REQUESTS,
        campaign,
        SampleRequest.newBuilder()
            .setCampaignId(campaign)
            .setBlock(block)
            .setCount(20)
            .setSampling(sampling(change))
            .build());
  }

  /** Without what the service filled in. */
  private static Sampling asked(Sampling filled) {
    return filled.toBuilder()
        .clearRelease()
        .clearGuidance()
        .clearSteps()
        .clearEta()
        .clearTarget()
        .build();
  }
}
