package nustream.messaging.exactlyonce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import nustream.broker.SharedBroker;
import nustream.contracts.Topics;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Verdict;
import nustream.messaging.ComputeSeconds;
import nustream.messaging.HeaderNames;
import nustream.messaging.KafkaSettings;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.TestTopics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From candidates to verdicts on a real broker. Each test reads with a group and a campaign of its
 * own.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ExactlyOnceStageTest {
  private final String campaign = TestTopics.campaign("test");
  private final List<Failure> letters = new CopyOnWriteArrayList<>();
  private final List<ExactlyOnceStage> stages = new ArrayList<>();

  @AfterEach
  void stopStages() {
    stages.forEach(ExactlyOnceStage::close);
  }

  @Test
  void everyRecordHasItsOutputOnceAndCarriesTheTraceAndTheCost() {
    stage("a", this::verdict).start();
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    ProducerRecord<String, byte[]> traced = block(0);
    traced.headers().add(HeaderNames.TRACE_PARENT, trace.getBytes(StandardCharsets.UTF_8));
    ComputeSeconds.set(traced.headers(), 1.25);
    TestTopics.send(traced, block(1), block(2));

    var verdicts = TestTopics.await(Topics.VERDICTS, campaign, 3);
    assertEquals(List.of(0L, 1L, 2L), blocks(verdicts));
    assertEquals(trace, TestTopics.header(verdicts.get(0), HeaderNames.TRACE_PARENT));
    assertEquals(OptionalDouble.of(1.25), ComputeSeconds.of(verdicts.get(0).headers()));
    assertEquals(OptionalDouble.empty(), ComputeSeconds.of(verdicts.get(1).headers()));
    assertEquals("nustream.flavor.v1.Verdict", TestTopics.header(verdicts.get(0), "event-type"));
    assertEquals("application/x-protobuf", TestTopics.header(verdicts.get(0), "content-type"));
    assertEquals(campaign + "/0", TestTopics.header(verdicts.get(0), "id"));
  }

  @Test
  void brokenAndInvalidRecordsBecomeDeadLettersAndTheStreamGoesOn() {
    stage(
            "a",
            record -> {
              CandidateBlock block = Values.decode(record, CandidateBlock.class);
              if (block.getBlock() == 1) {
                throw NustreamException.invalid("count", 0, "1 to 1000");
              }
              return verdict(record);
            })
        .start();
    byte[] broken = {(byte) 0xff, 0x01, 0x02};
    TestTopics.send(
        block(0), new ProducerRecord<>(Topics.CANDIDATES, campaign, broken), block(1), block(2));

    assertEquals(List.of(0L, 2L), blocks(TestTopics.await(Topics.VERDICTS, campaign, 2)));
    var dead = TestTopics.await(Topics.CANDIDATES + ".dlq", campaign, 2);
    assertArrayEquals(broken, dead.get(0).value());
    assertEquals(ErrorWord.UNDECODABLE.name(), TestTopics.header(dead.get(0), DeadLetter.REASON));
    assertEquals(ErrorWord.INVALID_FIELD.name(), TestTopics.header(dead.get(1), DeadLetter.REASON));
    assertEquals(
        "count is 0; allowed: 1 to 1000", TestTopics.header(dead.get(1), DeadLetter.MESSAGE));
    assertEquals(Topics.CANDIDATES, TestTopics.header(dead.get(1), DeadLetter.TOPIC));
    var original = TestTopics.all(Topics.CANDIDATES, campaign);
    assertEquals(
        Integer.toString(original.get(2).partition()),
        TestTopics.header(dead.get(1), DeadLetter.PARTITION));
    assertEquals(
        Long.toString(original.get(2).offset()), TestTopics.header(dead.get(1), DeadLetter.OFFSET));
    stages.get(0).close();
    assertEquals(
        List.of(ErrorWord.UNDECODABLE, ErrorWord.INVALID_FIELD),
        letters.stream().map(Failure::word).toList());
  }

  @Test
  void aFailureThatPassesAbortsTheTransactionAndTheRecordsComeAgain() {
    var refused = new AtomicBoolean();
    stage(
            "a",
            record -> {
              boolean second = Values.decode(record, CandidateBlock.class).getBlock() == 1;
              if (second && refused.compareAndSet(false, true)) {
                throw new NustreamException(ErrorWord.OVERLOADED, "not now");
              }
              return verdict(record);
            })
        .start();
    TestTopics.send(block(0), block(1), block(2));
    assertEquals(List.of(0L, 1L, 2L), blocks(TestTopics.await(Topics.VERDICTS, campaign, 3)));
    assertTrue(refused.get());
    assertEquals(List.of(), letters);
  }

  /** What a process leaves behind that is killed between producing and committing. */
  @Test
  void theOpenTransactionOfADeadInstanceIsNeverSeenAndItsRecordsAreDoneOnce() throws Exception {
    StageSettings settings = settings("a");
    TestTopics.send(block(0), block(1));
    ConsumerRecord<String, byte[]> taken = TestTopics.await(Topics.CANDIDATES, campaign, 1).get(0);
    var killed = new KafkaProducer<String, com.google.protobuf.MessageLite>(settings.producer());
    try (var consumer = new KafkaConsumer<String, byte[]>(settings.consumer())) {
      // Joined before the transaction begins, which the broker ends after its time.
      consumer.subscribe(List.of(Topics.CANDIDATES));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(100));
      }
      killed.initTransactions();
      killed.beginTransaction();
      killed
          .send(new ProducerRecord<>(Topics.VERDICTS, campaign, message(0, 666)))
          .get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
      killed.sendOffsetsToTransaction(
          Map.of(
              new TopicPartition(taken.topic(), taken.partition()),
              new OffsetAndMetadata(taken.offset() + 1)),
          consumer.groupMetadata());
    }
    stage(settings, this::verdict).start();
    var verdicts = TestTopics.await(Topics.VERDICTS, campaign, 2);
    assertEquals(List.of(0L, 1L), blocks(verdicts));
    assertEquals(
        7,
        Values.decode(verdicts.get(0), Verdict.class).getGenerated(),
        "the verdict of the dead instance was aborted");
    assertEquals(2, TestTopics.all(Topics.VERDICTS, campaign).size());
    killed.close(Duration.ZERO);
  }

  @Test
  void aStopCommitsTheBatchInWorkAndASecondInstanceGoesOnFromThere() throws Exception {
    var inStep = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    ExactlyOnceStage first =
        stage(
            "a",
            record -> {
              inStep.countDown();
              await(goOn);
              return verdict(record);
            });
    first.start();
    TestTopics.send(block(0));
    assertTrue(inStep.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
    first.stop();
    TestTopics.send(block(1));
    goOn.countDown();
    assertTrue(first.await(Patience.LONG), "stopped");
    assertEquals(List.of(0L), blocks(TestTopics.all(Topics.VERDICTS, campaign)));

    stage("b", this::verdict).start();
    assertEquals(List.of(0L, 1L), blocks(TestTopics.await(Topics.VERDICTS, campaign, 2)));
  }

  @Test
  void instancesThatComeAndGoLoseAndRepeatNothing() throws Exception {
    int count = 300;
    stage("a", this::verdict).start();
    var producer =
        new KafkaProducer<String, com.google.protobuf.MessageLite>(
            KafkaSettings.producer(SharedBroker.bootstrapServers()));
    for (int i = 0; i < count; i++) {
      var unused =
          producer.send(new ProducerRecord<>(Topics.CANDIDATES, i % 4, campaign, candidates(i)));
      if (i == count / 3) {
        producer.flush();
        stage("b", this::verdict).start();
      }
    }
    producer.close();
    TestTopics.await(Topics.VERDICTS, campaign, count / 2);
    stages.get(0).close();
    TestTopics.await(Topics.VERDICTS, campaign, count);
    List<Long> blocks = blocks(TestTopics.all(Topics.VERDICTS, campaign));
    assertEquals(IntStream.range(0, count).mapToObj(i -> (long) i).toList(), blocks);
  }

  @Test
  void anOutputAboveTheLimitOfItsTopicIsADeadLetter() {
    stage(
            "a",
            record -> {
              Verdict huge =
                  Verdict.newBuilder()
                      .setCampaignId(campaign)
                      .setPrior("x".repeat(Topics.named(Topics.VERDICTS).maxBytes()))
                      .build();
              return List.of(new Step.Output(Topics.VERDICTS, campaign, huge));
            })
        .start();
    TestTopics.send(block(0));
    var dead = TestTopics.await(Topics.CANDIDATES + ".dlq", campaign, 1);
    assertEquals(ErrorWord.OVER_LIMIT.name(), TestTopics.header(dead.get(0), DeadLetter.REASON));
  }

  private ExactlyOnceStage stage(String instance, Step step) {
    return stage(settings(instance), step);
  }

  private ExactlyOnceStage stage(StageSettings settings, Step step) {
    // Other tests' records are in the topic too.
    Step ours = record -> ours(record) ? step.process(record) : List.of();
    var stage =
        new ExactlyOnceStage(
            settings,
            ours,
            new StageListener() {
              @Override
              public void deadLetter(ConsumerRecord<String, byte[]> record, Failure failure) {
                letters.add(failure);
              }
            });
    stages.add(stage);
    return stage;
  }

  private StageSettings settings(String instance) {
    return new StageSettings(
        SharedBroker.bootstrapServers(), Topics.CANDIDATES, "group-" + campaign, instance, 5);
  }

  private boolean ours(ConsumerRecord<String, byte[]> record) {
    return campaign.equals(record.key());
  }

  private List<Step.Output> verdict(ConsumerRecord<String, byte[]> record) {
    CandidateBlock block = Values.decode(record, CandidateBlock.class);
    return List.of(
        new Step.Output(
            Topics.VERDICTS, record.key(), message(block.getBlock(), block.getCount())));
  }

  private Verdict message(long block, int generated) {
    return Verdict.newBuilder()
        .setCampaignId(campaign)
        .setBlock(block)
        .setGenerated(generated)
        .build();
  }

  private CandidateBlock candidates(long block) {
    return CandidateBlock.newBuilder().setCampaignId(campaign).setBlock(block).setCount(7).build();
  }

  private ProducerRecord<String, byte[]> block(long block) {
    return new ProducerRecord<>(Topics.CANDIDATES, campaign, candidates(block).toByteArray());
  }

  private static List<Long> blocks(List<ConsumerRecord<String, byte[]>> verdicts) {
    return verdicts.stream().map(r -> Values.decode(r, Verdict.class).getBlock()).sorted().toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
