package nustream.local.deadletters;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics to the end that they have when asked, committed transactions only. */
final class TopicReader implements AutoCloseable {
  /** Every record of a partition. */
  static final long EVERYTHING = Long.MAX_VALUE;

  private static final Duration POLL = Duration.ofMillis(500);

  /** A broker that answers nothing for so long is given up. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final int ANSWER_MS = 15_000;

  /** Four of the largest records: with Kafka's 1 MiB every poll of such records returns one. */
  private static final int FETCH_BYTES = 8 * 1024 * 1024;

  private final KafkaConsumer<byte[], byte[]> consumer;

  TopicReader(Map<String, Object> broker) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", false);
    settings.put("default.api.timeout.ms", ANSWER_MS);
    settings.put("max.partition.fetch.bytes", FETCH_BYTES);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Calls for every record, the offsets of a partition ascending.
   *
   * @param newest offsets of each partition to begin before its end; some may hold no record
   */
  void forEach(String topic, long newest, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, begin) ->
                consumer.seek(partition, Math.max(begin, ends.get(partition) - newest)));
    read(ends, action);
  }

  private void read(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    long heard = System.nanoTime();
    Map<TopicPartition, Long> before = Map.of();
    while (true) {
      Map<TopicPartition, Long> now = new HashMap<>();
      ends.keySet().forEach(partition -> now.put(partition, consumer.position(partition)));
      if (ends.entrySet().stream().allMatch(end -> now.get(end.getKey()) >= end.getValue())) {
        return;
      }
      if (!now.equals(before)) {
        heard = System.nanoTime();
        before = now;
      } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
        throw new TimeoutException("no record for " + SILENCE.toSeconds() + " s at " + now);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
          action.accept(record);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
