package nustream.results.dashboard;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nustream.contracts.Topic;
import nustream.contracts.Topics;
import nustream.messaging.KafkaSettings;
import nustream.messaging.deadletters.DeadLetter;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts the dead letters of every topic, by reading them: offsets would count the markers of
 * transactions too. Reads on from where the last look ended. For one thread.
 */
@ApplicationScoped
class DeadLetterLook {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  /** Of one look: 20 polls of 500 letters of at most 2 MiB, of which 8 MiB are fetched at once. */
  private static final int MOST_POLLS = 20;

  private final String bootstrapServers;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private KafkaConsumer<String, byte[]> consumer;

  @Inject
  DeadLetterLook(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Of one topic.
   *
   * @param topic whose records could not be processed
   * @param reasons how many, by their word of the error table
   * @param lastKey key of the one read last; empty without
   * @param lastMessage why that one is here
   */
  record Letters(
      String topic, long count, Map<String, Long> reasons, String lastKey, String lastMessage) {}

  private static final class Tally {
    private long count;
    private final Map<String, Long> reasons = new TreeMap<>();
    private String lastKey = "";
    private String lastMessage = "";
  }

  /**
   * Reads what is new.
   *
   * @throws TopicLookException when Kafka does not answer
   */
  List<Letters> now() {
    try {
      if (consumer == null) {
        open();
      }
      for (int i = 0; i < MOST_POLLS; i++) {
        var records = consumer.poll(POLL);
        records.forEach(this::count);
        if (records.isEmpty()) {
          break;
        }
      }
    } catch (KafkaException e) {
      close();
      throw new TopicLookException(e);
    }
    List<Letters> letters = new ArrayList<>();
    tallies.forEach(
        (topic, tally) ->
            letters.add(
                new Letters(
                    topic,
                    tally.count,
                    Map.copyOf(tally.reasons),
                    tally.lastKey,
                    tally.lastMessage)));
    return letters;
  }

  private void open() {
    Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    consumer = new KafkaConsumer<>(settings);
    tallies.clear();
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : Topics.all()) {
      tallies.put(topic.name(), new Tally());
      consumer
          .partitionsFor(topic.deadLetters())
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private void count(ConsumerRecord<String, byte[]> letter) {
    Tally tally = tallies.get(letter.topic().replaceFirst("\\.dlq$", ""));
    tally.count++;
    tally.reasons.merge(header(letter, DeadLetter.REASON), 1L, Long::sum);
    tally.lastKey = String.valueOf(letter.key());
    tally.lastMessage = header(letter, DeadLetter.MESSAGE);
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @PreDestroy
  void close() {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(CLOSE));
      consumer = null;
    }
  }
}
