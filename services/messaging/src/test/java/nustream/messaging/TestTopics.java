package nustream.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import nustream.broker.SharedBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts records into the shared broker and reads what is committed there. */
public final class TestTopics {
  private TestTopics() {}

  /** A campaign id that no other test uses. */
  public static String campaign() {
    return "test-" + UUID.randomUUID().toString().substring(0, 8);
  }

  @SafeVarargs
  public static void send(ProducerRecord<String, byte[]>... records) {
    try (var producer =
        new KafkaProducer<>(
            KafkaSettings.producer(SharedBroker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (var record : records) {
        producer.send(record).get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads from the beginning until so many committed records match; fails after 60 s. */
  public static List<ConsumerRecord<String, byte[]>> await(
      String topic, int count, Predicate<ConsumerRecord<String, byte[]>> matching) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer = fromBeginning(topic)) {
      while (found.size() < count) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(topic + ": " + found.size() + " of " + count + " after 60 s");
        }
        consumer.poll(Duration.ofMillis(100)).forEach(r -> addIf(matching, r, found));
      }
    }
    return found;
  }

  /** All committed records there are now that match. */
  public static List<ConsumerRecord<String, byte[]>> all(
      String topic, Predicate<ConsumerRecord<String, byte[]>> matching) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer = fromBeginning(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(r -> addIf(matching, r, found));
      }
    }
    return found;
  }

  public static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(
        record.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void addIf(
      Predicate<ConsumerRecord<String, byte[]>> matching,
      ConsumerRecord<String, byte[]> record,
      List<ConsumerRecord<String, byte[]>> found) {
    if (matching.test(record)) {
      found.add(record);
    }
  }

  private static KafkaConsumer<String, byte[]> fromBeginning(String topic) {
    var consumer =
        new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(SharedBroker.bootstrapServers()));
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
