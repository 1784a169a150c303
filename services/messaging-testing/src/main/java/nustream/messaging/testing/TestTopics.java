package nustream.messaging.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.protobuf.MessageLite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import nustream.broker.SharedBroker;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Puts records into the broker of this JVM and reads what is committed there. Each test has a
 * campaign of its own, and sees its own records by their keys: the campaign, or what begins with it
 * and a slash.
 */
public final class TestTopics {
  /** Twice the largest record, 2 MiB, so that no poll is of one record alone. */
  private static final int RECORD_BYTES = 4 * 1024 * 1024;

  private TestTopics() {}

  /** A campaign id that begins with this word and that no other test uses. */
  public static String campaign(String word) {
    return word + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  public static ProducerRecord<String, byte[]> record(String topic, String key, MessageLite value) {
    return new ProducerRecord<>(topic, key, value.toByteArray());
  }

  @SafeVarargs
  public static void send(ProducerRecord<String, byte[]>... records) {
    send(List.of(records));
  }

  /** Sends one after the other, each when the broker has the one before. */
  public static void send(List<ProducerRecord<String, byte[]>> records) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            SharedBroker.bootstrapServers(),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            RECORD_BYTES);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (var record : records) {
        producer.send(record).get(Patience.LONG.toSeconds(), SECONDS);
      }
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits for so many records of this campaign, from the beginning of the topic; all that there are
   * by then, by key and, within a key, as they were sent.
   *
   * @throws AssertionError when {@link Patience#LONG} is over
   */
  public static List<ConsumerRecord<String, byte[]>> await(
      String topic, String campaign, int count) {
    long deadline = System.nanoTime() + Patience.LONG.toNanos();
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer = fromBeginning(topic)) {
      while (found.size() < count) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              topic + ": " + found.size() + " of " + count + " after " + Patience.LONG);
        }
        take(consumer, campaign, found);
      }
    }
    return sorted(found);
  }

  /** The records of this campaign that there are now, by key. */
  public static List<ConsumerRecord<String, byte[]>> all(String topic, String campaign) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer = fromBeginning(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        take(consumer, campaign, found);
      }
    }
    return sorted(found);
  }

  /** The header of this name, which the record must have. */
  public static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static void take(
      KafkaConsumer<String, byte[]> consumer,
      String campaign,
      List<ConsumerRecord<String, byte[]>> found) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      String key = record.key();
      if (key != null && (key.equals(campaign) || key.startsWith(campaign + "/"))) {
        found.add(record);
      }
    }
  }

  private static List<ConsumerRecord<String, byte[]>> sorted(
      List<ConsumerRecord<String, byte[]>> found) {
    found.sort(Comparator.comparing(ConsumerRecord::key));
    return found;
  }

  private static KafkaConsumer<String, byte[]> fromBeginning(String topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            SharedBroker.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            RECORD_BYTES);
    var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
