package nustream.campaigns.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The records that hold answers ({@link AnswerRecord#TOPICS}), from all partitions. Belongs to one
 * thread but for {@link #wakeup}.
 */
final class AnswerFeed implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  AnswerFeed(String bootstrapServers) {
    consumer = new KafkaConsumer<>(KafkaSettings.consumer(bootstrapServers));
  }

  /**
   * All partitions of the topics.
   *
   * @throws UnknownTopicOrPartitionException naming a topic that is missing
   */
  Set<TopicPartition> partitions() {
    Set<TopicPartition> partitions = new HashSet<>();
    for (String topic : AnswerRecord.TOPICS) {
      List<PartitionInfo> infos = consumer.partitionsFor(topic);
      if (infos == null || infos.isEmpty()) {
        throw new UnknownTopicOrPartitionException("topic " + topic + " is missing");
      }
      infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  /**
   * Begins at these offsets, and at the first record of partitions that have none.
   *
   * @param committed a null value where nothing is committed
   */
  void begin(Map<TopicPartition, OffsetAndMetadata> committed) {
    consumer.assign(committed.keySet());
    committed.forEach(
        (partition, offset) -> {
          if (offset == null) {
            consumer.seekToBeginning(Set.of(partition));
          } else {
            consumer.seek(partition, offset);
          }
        });
  }

  /** The next records; none when the wait is over or {@link #wakeup} was called. */
  ConsumerRecords<String, byte[]> poll(Duration wait) {
    try {
      ConsumerRecords<String, byte[]> records = consumer.poll(wait);
      for (ConsumerRecord<String, byte[]> record : records) {
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      return records;
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    }
  }

  /** The offset behind what was read, of the partitions of which anything was read. */
  Map<TopicPartition, Long> positions() {
    return Map.copyOf(positions);
  }

  /** Ends the present or the next {@link #poll}. From any thread. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
