package nustream.campaigns.stream;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nustream.broker.EmbeddedBroker;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.State;
import nustream.contracts.Topics;
import nustream.flavor.v1.SampleRequest;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One campaign and three samplers, each with one block in work at a time. */
class ManySamplersTest {
  private static final int SAMPLERS = 3;
  private static final int BLOCK_SIZE = 100;

  /** Long against the way of an answer to the next request, on a busy machine as well. */
  private static final long BLOCK_MS = 100;

  /** Short where there is always a next request. */
  private static final long BLOCK_OF_A_BACKLOG_MS = 30;

  @TempDir Path folder;
  private EmbeddedBroker broker;
  private final List<FakeWorkers> samplers = new ArrayList<>();
  private final List<AtomicInteger> begun = new ArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private final List<Integer> busyAtOnce = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.in(folder).start();
    for (int i = 0; i < SAMPLERS; i++) {
      samplers.add(new FakeWorkers(broker.bootstrapServers()));
      begun.add(new AtomicInteger());
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (FakeWorkers sampler : samplers) {
      sampler.close();
    }
    broker.close();
  }

  /** All take a while for each block, and note who was at work meanwhile. */
  private void observe(String campaign, long blockMs) {
    for (int i = 0; i < SAMPLERS; i++) {
      AtomicInteger own = begun.get(i);
      samplers
          .get(i)
          .onRequest(
              campaign,
              request -> {
                busyAtOnce.add(busy.incrementAndGet());
                try {
                  Thread.sleep(blockMs);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                own.incrementAndGet();
                busy.decrementAndGet();
                return FakeWorkers.usual(request);
              });
    }
  }

  private Campaign run(String campaign, long target, long blockMs, Map<String, String> settings)
      throws Exception {
    observe(campaign, blockMs);
    try (var replica = new RunningReplica(broker.bootstrapServers(), settings)) {
      await().until(replica::active);
      // Whoever joined the group last has partitions as well.
      awaitAssignment();
      replica.create(campaign, target, 5, 1_000_000);
      await().until(() -> replica.get(campaign).getState() != State.STATE_RUNNING);
      return replica.get(campaign);
    }
  }

  private void awaitAssignment() {
    try (var admin =
        Admin.create(KafkaSettings.admin(broker.bootstrapServers(), Duration.ofSeconds(10)))) {
      await()
          .until(
              () ->
                  admin
                          .describeConsumerGroups(List.of("fake-workers"))
                          .all()
                          .get()
                          .get("fake-workers")
                          .members()
                          .stream()
                          .filter(member -> !member.assignment().topicPartitions().isEmpty())
                          .count()
                      == SAMPLERS);
    }
  }

  private double meanBusy() {
    return busyAtOnce.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }

  @Test
  void theWindowOfALaptopKeepsTwoBusy() throws Exception {
    Campaign end = run("window", 3_000, BLOCK_MS, Map.of("campaigns.block-size", "100"));
    assertEquals(State.STATE_SUCCEEDED, end.getState(), end.getReason());
    assertTrue(meanBusy() > 1.5, "on the average " + meanBusy() + " are busy");
    assertEquals(FakeWorkers.blocksFor(3_000, 5, BLOCK_SIZE), end.getProgress().getBlocksCounted());
    // No more in vain than the window.
    long surplus = end.getProgress().getBlocksIssued() - end.getProgress().getBlocksCounted();
    assertTrue(surplus < 6, surplus + " blocks in vain");
  }

  @Test
  void aBacklogKeepsAllBusyAndIsSpreadOverThePartitions() throws Exception {
    Map<String, String> settings =
        Map.of("campaigns.block-size", "100", "campaigns.backlog", "20s");
    Campaign end = run("deep", 6_000, BLOCK_OF_A_BACKLOG_MS, settings);
    assertEquals(State.STATE_SUCCEEDED, end.getState(), end.getReason());
    assertTrue(meanBusy() > 2, "on the average " + meanBusy() + " are busy");
    long blocks = FakeWorkers.blocksFor(6_000, 5, BLOCK_SIZE);
    assertEquals(blocks, end.getProgress().getBlocksCounted());
    assertEquals(FakeWorkers.acceptedIn(blocks, 5, BLOCK_SIZE), end.getProgress().getAccepted());
    for (AtomicInteger one : begun) {
      assertTrue(one.get() > blocks / 10, begun + " blocks of " + blocks);
    }
    long surplus = end.getProgress().getBlocksIssued() - end.getProgress().getBlocksCounted();
    assertTrue(surplus < 6, surplus + " blocks in vain");
    assertSpread(end.getProgress().getBlocksIssued());
  }

  /** By chance: within four standard deviations of a share. */
  private void assertSpread(long issued) {
    try (var consumer =
        new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(broker.bootstrapServers()))) {
      int count = Topics.named(Topics.SAMPLE_REQUESTS).partitions();
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        partitions.add(new TopicPartition(Topics.SAMPLE_REQUESTS, i));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int[] records = new int[count];
      long[] left = {issued};
      await()
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(
                        record -> {
                          records[record.partition()]++;
                          left[0]--;
                        });
                return left[0] == 0;
              });
      double share = (double) issued / count;
      for (int found : records) {
        assertEquals(share, found, 4 * Math.sqrt(share));
      }
    }
  }

  /** As a sampler and a filter of before wrote them, in flight while the services are replaced. */
  @Test
  void answersThatAreKeyedByTheCampaignCount() throws Exception {
    String campaign = "old-keys";
    for (FakeWorkers sampler : samplers) {
      sampler.onRequest(
          campaign,
          request -> {
            if (request.getBlock() % 2 == 0) {
              return FakeWorkers.usual(request);
            }
            sampler.send(Topics.VERDICTS, campaign, verdict(request));
            return null;
          });
    }
    try (var replica =
        new RunningReplica(broker.bootstrapServers(), Map.of("campaigns.block-size", "100"))) {
      await().until(replica::active);
      assertNotNull(replica.create(campaign, 1_000, 5, 1_000_000));
      await().until(() -> replica.get(campaign).getState() == State.STATE_SUCCEEDED);
      assertEquals(
          FakeWorkers.blocksFor(1_000, 5, BLOCK_SIZE),
          replica.get(campaign).getProgress().getBlocksCounted());
    }
  }

  private static byte[] verdict(SampleRequest request) {
    return FakeWorkers.verdict(request, FakeWorkers.usual(request)).toByteArray();
  }
}
