package nustream.campaigns.stream;

import com.google.protobuf.MessageLite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import nustream.campaigns.ledger.Changes;
import nustream.campaigns.ledger.WorkRequest;
import nustream.contracts.Topics;
import nustream.messaging.EventId;
import nustream.messaging.HeaderNames;
import nustream.messaging.KafkaSettings;
import nustream.messaging.TraceParent;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes states, requests, and the offsets up to which answers are in the states, in one
 * transaction: after a crash, what was issued is what the state says was issued. All replicas have
 * the same transactional id, so opening one shuts out the one before it.
 */
final class Journal implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaProducer<String, MessageLite> producer;

  /**
   * Without the generation of the group: a replica that joins begins a new one, and the one before
   * it must not fail for that.
   */
  private final ConsumerGroupMetadata group;

  /**
   * @param group name of the replicas: their transactional id, and the group of the offsets
   */
  Journal(String bootstrapServers, String group) {
    Map<String, Object> settings = KafkaSettings.producer(bootstrapServers);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
    this.producer = new KafkaProducer<>(settings);
    this.group = new ConsumerGroupMetadata(group);
  }

  /** Ends whatever a predecessor left open, and shuts it out. */
  void open() {
    producer.initTransactions();
  }

  /**
   * {@link org.apache.kafka.common.KafkaException} when nothing of it was written, or nobody knows.
   */
  void write(Changes changes, Map<TopicPartition, OffsetAndMetadata> answered) {
    producer.beginTransaction();
    changes.forgotten().forEach(id -> send(Topics.CAMPAIGNS, id, null));
    changes.campaigns().forEach(state -> send(Topics.CAMPAIGNS, state.getId(), state));
    changes.requests().forEach(this::send);
    if (!answered.isEmpty()) {
      producer.sendOffsetsToTransaction(answered, group);
    }
    producer.commitTransaction();
  }

  /** A failure of a send is a failure of the commit. */
  private void send(String topic, String key, MessageLite value) {
    var unused = producer.send(new ProducerRecord<>(topic, key, value));
  }

  /** Whoever works on a request goes on with the trace of its campaign. */
  private void send(WorkRequest request) {
    var record =
        new ProducerRecord<String, MessageLite>(
            request.topic(), EventId.of(request.message()), request.message());
    String trace = TraceParent.of(request.campaignId(), request.message());
    record.headers().add(HeaderNames.TRACE_PARENT, trace.getBytes(StandardCharsets.UTF_8));
    var unused = producer.send(record);
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
