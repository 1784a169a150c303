package nustream.campaigns.scaling.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The last records of a topic: of each partition those of its last so many offsets. What is in the
 * window depends on the topic alone, not on when this replica began to read.
 */
final class TopicWindow {
  private final String topic;
  private final long offsets;
  private final Content content;
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  /** What is made of the records. */
  interface Content {
    /** A record comes in, those of a partition in the order of their offsets. */
    void add(ConsumerRecord<String, byte[]> record);

    /** Everything before this offset falls out. */
    void forgetBefore(int partition, long offset);
  }

  /**
   * @param offsets of each partition, at least 1
   */
  TopicWindow(String topic, long offsets, Content content) {
    if (offsets < 1) {
      throw new IllegalArgumentException(
          "offsets of " + topic + " = " + offsets + ", want at least 1");
    }
    this.topic = topic;
    this.offsets = offsets;
    this.content = content;
  }

  /** Reads what came since the last time, and forgets what fell out. */
  void catchUp(LogReader log) {
    Set<TopicPartition> partitions = log.partitions(topic);
    Map<TopicPartition, Long> begins = log.begins(partitions);
    Map<TopicPartition, Long> ends = log.ends(partitions);
    for (TopicPartition partition : partitions) {
      long end = ends.get(partition);
      long begin = Math.max(begins.get(partition), end - offsets);
      long position = positions.getOrDefault(partition, begin);
      if (position > end) {
        // Another topic of the same name: nothing of the old one counts.
        content.forgetBefore(partition.partition(), Long.MAX_VALUE);
        position = begin;
      }
      content.forgetBefore(partition.partition(), begin);
      log.read(
          partition,
          Math.max(position, begin),
          end,
          record -> {
            content.add(record);
            // One by one: what was read before Kafka failed is not read again.
            positions.put(partition, record.offset() + 1);
          });
      positions.put(partition, end);
    }
  }
}
