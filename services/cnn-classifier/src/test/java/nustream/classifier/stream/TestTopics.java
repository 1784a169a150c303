package nustream.classifier.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nustream.broker.SharedBroker;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts records into the broker of this JVM and reads those of one campaign. */
final class TestTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private TestTopics() {}

  /** An id that no other test uses. */
  static String campaign(String word) {
    return word + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static void send(List<ProducerRecord<String, byte[]>> records) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            KafkaSettings.producer(SharedBroker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (var record : records) {
        producer.send(record).get(PATIENCE.toSeconds(), SECONDS);
      }
    }
  }

  /** Waits for so many records of this campaign; all that there are by then, by key and offset. */
  static List<ConsumerRecord<String, byte[]>> await(String topic, String campaign, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer = fromBeginning(topic)) {
      while (found.size() < count) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              topic + ": " + found.size() + " of " + count + " after " + PATIENCE);
        }
        consumer.poll(Duration.ofMillis(100)).forEach(record -> addIf(campaign, record, found));
      }
    }
    found.sort((a, b) -> a.key().compareTo(b.key()));
    return found;
  }

  /** The records of this campaign that there are now. */
  static List<ConsumerRecord<String, byte[]>> all(String topic, String campaign) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer = fromBeginning(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> addIf(campaign, record, found));
      }
    }
    return found;
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static void addIf(
      String campaign,
      ConsumerRecord<String, byte[]> record,
      List<ConsumerRecord<String, byte[]>> found) {
    if (record.key().startsWith(campaign + "/")) {
      found.add(record);
    }
  }

  private static KafkaConsumer<String, byte[]> fromBeginning(String topic) {
    var consumer =
        new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(SharedBroker.bootstrapServers()));
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
