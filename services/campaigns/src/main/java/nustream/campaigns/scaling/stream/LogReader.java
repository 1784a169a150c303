package nustream.campaigns.scaling.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks at topics and at the offsets of a consumer group without being a member of it. Every call
 * ends by the deadline that {@link #within} set: {@link TimeoutException}. Belongs to one thread.
 */
final class LogReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<String, byte[]> consumer;
  private long deadlineNanos;

  /**
   * @param group the group whose offsets are asked for
   * @param fetchBytes bytes of a partition that Kafka sends at once, but at least one batch: far
   *     below {@link KafkaSettings#FETCH_BYTES} where single records are picked
   */
  LogReader(String bootstrapServers, String group, int fetchBytes) {
    Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
    consumer = new KafkaConsumer<>(settings);
  }

  /** From now on all calls together may take so long. */
  void within(Duration timeout) {
    deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  /**
   * All partitions of the topic.
   *
   * @throws UnknownTopicOrPartitionException when there is no such topic
   */
  Set<TopicPartition> partitions(String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic, left());
    if (infos == null || infos.isEmpty()) {
      throw new UnknownTopicOrPartitionException("topic " + topic + " is missing");
    }
    Set<TopicPartition> partitions = new HashSet<>();
    infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    return partitions;
  }

  /** Up to where the group has finished; partitions in which it committed nothing are not there. */
  Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndMetadata> entry :
        consumer.committed(partitions, left()).entrySet()) {
      if (entry.getValue() != null) {
        committed.put(entry.getKey(), entry.getValue().offset());
      }
    }
    return committed;
  }

  /** The first offsets that there are. */
  Map<TopicPartition, Long> begins(Set<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions, left());
  }

  /** The offsets after the last record whose transaction has ended. */
  Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    return consumer.endOffsets(partitions, left());
  }

  /** Hands over every record of the partition with an offset of the interval [from, to). */
  void read(
      TopicPartition partition,
      long from,
      long to,
      Consumer<? super ConsumerRecord<String, byte[]>> reader) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    // The position also passes what is no record: markers of transactions, and aborted ones.
    while (consumer.position(partition, left()) < to) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(shorter(POLL, left()))) {
        if (record.offset() < to) {
          reader.accept(record);
        }
      }
    }
  }

  private Duration left() {
    long nanos = deadlineNanos - System.nanoTime();
    if (nanos <= 0) {
      throw new TimeoutException("Kafka did not answer in time");
    }
    return Duration.ofNanos(nanos);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
  }
}
