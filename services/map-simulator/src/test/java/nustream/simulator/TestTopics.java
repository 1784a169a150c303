package nustream.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import nustream.broker.SharedBroker;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts records into the broker of this JVM and reads those of some keys. */
final class TestTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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

  /** Waits for so many records with such keys; all that there are by then. */
  static List<ConsumerRecord<String, byte[]>> await(
      String topic, Predicate<String> keys, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<String, byte[]>(
            KafkaSettings.consumer(SharedBroker.bootstrapServers()))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (found.size() < count) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              topic + ": " + found.size() + " of " + count + " after " + PATIENCE);
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (keys.test(record.key())) {
            found.add(record);
          }
        }
      }
    }
    return found;
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
