package nustream.results.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import nustream.contracts.Topics;
import nustream.messaging.KafkaSettings;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What the broker says about the topics that are taken in. Thread-safe. */
final class TopicLogs implements AutoCloseable {
  /** The topics that are taken in. */
  static final List<String> TOPICS =
      List.of(Topics.SOLUTIONS, Topics.VERDICTS, Topics.CLASSIFICATIONS);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /**
   * One partition.
   *
   * @param topicId the broker's id of its topic
   * @param begin the first offset that is still kept
   * @param end behind the last offset, whether committed or not
   */
  record Log(TopicPartition partition, String topicId, long begin, long end) {}

  private final Admin admin;

  TopicLogs(String bootstrapServers) {
    this.admin = Admin.create(KafkaSettings.admin(bootstrapServers, TIMEOUT));
  }

  /** Every partition, now. */
  List<Log> describe() {
    Map<TopicPartition, String> ids = new HashMap<>();
    for (TopicDescription topic : await(admin.describeTopics(TOPICS).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(
              p ->
                  ids.put(
                      new TopicPartition(topic.name(), p.partition()), topic.topicId().toString()));
    }
    Map<TopicPartition, Long> begins = await(offsets(ids.keySet(), OffsetSpec.earliest()));
    Map<TopicPartition, Long> ends = await(offsets(ids.keySet(), OffsetSpec.latest()));
    List<Log> logs = new ArrayList<>();
    ids.forEach(
        (partition, id) ->
            logs.add(new Log(partition, id, begins.get(partition), ends.get(partition))));
    return logs;
  }

  /** Behind the last offset of these partitions, whether committed or not. */
  CompletionStage<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest()).toCompletionStage();
  }

  @Override
  public void close() {
    admin.close();
  }

  // The default of listOffsets reads uncommitted: a transaction that is decided later lies before
  // this end, and so is waited for.
  private KafkaFuture<Map<TopicPartition, Long>> offsets(
      Collection<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> spec));
    return admin.listOffsets(wanted).all().thenApply(TopicLogs::offsetsOf);
  }

  private static Map<TopicPartition, Long> offsetsOf(
      Map<TopicPartition, ListOffsetsResultInfo> infos) {
    return infos.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw unavailable(e.getCause());
    } catch (TimeoutException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private static NustreamException unavailable(Throwable cause) {
    return new NustreamException(
        ErrorWord.BROKER_UNAVAILABLE, "asking Kafka about " + TOPICS + ": " + cause, cause);
  }

  /** As a failure that may be asked for again. */
  static <T> CompletionStage<T> failed(Throwable cause) {
    return CompletableFuture.failedFuture(unavailable(cause));
  }
}
