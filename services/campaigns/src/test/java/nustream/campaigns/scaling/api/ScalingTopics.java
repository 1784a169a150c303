package nustream.campaigns.scaling.api;

import com.google.protobuf.MessageLite;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import nustream.messaging.ComputeSeconds;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Both ends of a worker's topics: writes work and answers, and commits what is done. */
final class ScalingTopics implements AutoCloseable {
  private final String bootstrapServers;
  private final KafkaProducer<String, MessageLite> producer;
  private final KafkaProducer<String, MessageLite> transactions;

  ScalingTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    producer = new KafkaProducer<>(KafkaSettings.producer(bootstrapServers));
    Map<String, Object> settings = KafkaSettings.producer(bootstrapServers);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "scaling-topics");
    transactions = new KafkaProducer<>(settings);
    transactions.initTransactions();
  }

  static ProducerRecord<String, MessageLite> record(
      String topic, int partition, MessageLite value) {
    return new ProducerRecord<>(topic, partition, "key", value);
  }

  static ProducerRecord<String, MessageLite> answer(
      String topic, int partition, MessageLite value, double seconds) {
    var record = record(topic, partition, value);
    ComputeSeconds.set(record.headers(), seconds);
    return record;
  }

  /** Sends, and returns when the broker has it. */
  void send(ProducerRecord<String, MessageLite> record)
      throws ExecutionException, InterruptedException {
    producer.send(record).get();
  }

  /** All in one transaction, as campaigns write their requests. */
  void transaction(List<ProducerRecord<String, MessageLite>> records) {
    transactions.beginTransaction();
    for (ProducerRecord<String, MessageLite> record : records) {
      var unused = transactions.send(record);
    }
    transactions.commitTransaction();
  }

  /** The group has done everything there is. */
  void commitAll(String group, String topic) {
    try (var consumer = consumer(group)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, OffsetAndMetadata> ends =
          consumer.endOffsets(partitions).entrySet().stream()
              .collect(
                  Collectors.toMap(Map.Entry::getKey, e -> new OffsetAndMetadata(e.getValue())));
      consumer.commitSync(ends);
    }
  }

  /**
   * The group has done so many records more of a partition, and commits as the workers do: the
   * offset after the last record, whatever markers stand behind it.
   */
  void commit(String group, String topic, int partition, int records) {
    TopicPartition of = new TopicPartition(topic, partition);
    try (var consumer = consumer(group)) {
      consumer.assign(List.of(of));
      Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
      int taken = 0;
      while (taken < records) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          if (taken++ < records) {
            done.put(of, new OffsetAndMetadata(record.offset() + 1));
          }
        }
      }
      consumer.commitSync(done);
    }
  }

  private KafkaConsumer<String, byte[]> consumer(String group) {
    Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    return new KafkaConsumer<>(settings);
  }

  @Override
  public void close() {
    producer.close();
    transactions.close();
  }
}
