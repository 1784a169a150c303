package nustream.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nustream.contracts.Topic;
import nustream.contracts.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Brings a broker to the table of topics: creates what is missing, and sets retention, compaction
 * and the largest record of what is there. The number of partitions of an existing topic stays:
 * changing it would send a key to another partition.
 */
final class TopicTable {
  /** A dead letter waits for a person, so it is kept for a year. */
  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(365);

  /** Of the dead letters of a topic: 500 of the largest records. */
  private static final long DEAD_LETTER_BYTES = 1L << 30;

  /** Whole segments are dropped, so this is what a partition has above its limit. */
  private static final int SEGMENT_BYTES = 64 * 1024 * 1024;

  /** Room for headers and for the frame of a batch around the largest value. */
  private static final int FRAME_BYTES = 16 * 1024;

  /**
   * Only full segments are compacted, and compacted topics are read from the beginning at each
   * start: progress of campaigns fills 8 MiB in about a quarter of an hour of work.
   */
  private static final int COMPACTED_SEGMENT_BYTES = 8 * 1024 * 1024;

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private TopicTable() {}

  static void apply(String bootstrapServers) {
    List<NewTopic> wanted = new ArrayList<>();
    for (Topic topic : Topics.all()) {
      wanted.add(newTopic(topic));
      wanted.add(newDeadLetterTopic(topic));
    }
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    try (Admin admin = Admin.create(config)) {
      var present = admin.listTopics().names().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      var missing = wanted.stream().filter(topic -> !present.contains(topic.name())).toList();
      var kept = wanted.stream().filter(topic -> present.contains(topic.name())).toList();
      if (!missing.isEmpty()) {
        admin.createTopics(missing).all().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      }
      if (!kept.isEmpty()) {
        admin
            .incrementalAlterConfigs(changes(kept))
            .all()
            .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      }
      awaitKnown(admin, wanted.stream().map(NewTopic::name).toList());
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokerStartException("cannot create the topics: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerStartException("interrupted while creating the topics", e);
    }
  }

  /** The controller says that a topic is made before the broker tells its clients of it. */
  private static void awaitKnown(Admin admin, List<String> names)
      throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!admin
        .listTopics()
        .names()
        .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .containsAll(names)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the broker does not know them after " + TIMEOUT);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static NewTopic newTopic(Topic topic) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("max.message.bytes", Integer.toString(topic.maxBytes() + FRAME_BYTES));
    config.put("cleanup.policy", topic.compacted() ? "compact" : "delete");
    config.put(
        "retention.ms", Long.toString(topic.retention().map(Duration::toMillis).orElse(-1L)));
    config.put("retention.bytes", Long.toString(topic.mostBytes().orElse(-1L)));
    config.put(
        "segment.bytes",
        Integer.toString(topic.compacted() ? COMPACTED_SEGMENT_BYTES : SEGMENT_BYTES));
    return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(config);
  }

  private static NewTopic newDeadLetterTopic(Topic topic) {
    return new NewTopic(topic.deadLetters(), 1, (short) 1)
        .configs(
            Map.of(
                // The headers that name the cause come on top of the record's own.
                "max.message.bytes", Integer.toString(topic.maxBytes() + 2 * FRAME_BYTES),
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(DEAD_LETTER_RETENTION.toMillis()),
                "retention.bytes", Long.toString(DEAD_LETTER_BYTES),
                "segment.bytes", Integer.toString(SEGMENT_BYTES)));
  }

  private static Map<ConfigResource, java.util.Collection<AlterConfigOp>> changes(
      List<NewTopic> topics) {
    Map<ConfigResource, java.util.Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
    for (NewTopic topic : topics) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
          topic.configs().entrySet().stream()
              .map(
                  e ->
                      new AlterConfigOp(
                          new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
              .toList());
    }
    return changes;
  }
}
