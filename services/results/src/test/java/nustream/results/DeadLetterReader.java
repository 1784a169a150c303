package nustream.results;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nustream.contracts.Topics;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads dead letters. */
public final class DeadLetterReader {
  private DeadLetterReader() {}

  /** Those of the topic of solutions and of this key that there are now. */
  public static List<ConsumerRecord<String, byte[]>> of(String bootstrapServers, String key) {
    return of(bootstrapServers, Topics.SOLUTIONS, key);
  }

  /** Those of this topic and key that there are now. */
  public static List<ConsumerRecord<String, byte[]>> of(
      String bootstrapServers, String topic, String key) {
    var partition = new TopicPartition(Topics.named(topic).deadLetters(), 0);
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(bootstrapServers))) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (var letter : consumer.poll(Duration.ofMillis(100))) {
          if (key.equals(letter.key())) {
            found.add(letter);
          }
        }
      }
    }
    return found;
  }
}
