package nustream.results;

import com.google.protobuf.MessageLite;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nustream.contracts.Topics;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Verdict;
import nustream.lensing.v1.Classification;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to the topics as the filter does: block and verdict in one transaction. */
public final class TopicWriter implements AutoCloseable {
  /** Candidates of every block. */
  public static final int GENERATED = 1000;

  private final KafkaProducer<String, byte[]> producer;

  public TopicWriter(String bootstrapServers) {
    Map<String, Object> settings = KafkaSettings.producer(bootstrapServers);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test-" + UUID.randomUUID());
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  public void commit(List<SolutionBlock> blocks) {
    producer.beginTransaction();
    blocks.forEach(this::send);
    producer.commitTransaction();
  }

  public void abort(List<SolutionBlock> blocks) {
    producer.beginTransaction();
    blocks.forEach(this::send);
    producer.flush();
    producer.abortTransaction();
  }

  /** A record of the topic of solutions with these bytes. */
  public void commitBytes(String key, byte[] value) {
    producer.beginTransaction();
    send(Topics.SOLUTIONS, key, value);
    producer.commitTransaction();
  }

  /** Classifications, as the classifier writes them. */
  public void classify(List<Classification> maps) {
    producer.beginTransaction();
    maps.forEach(map -> send(Topics.CLASSIFICATIONS, map.getMapId(), map.toByteArray()));
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(SolutionBlock block) {
    Verdict verdict =
        SampleBlocks.verdict(
            block.getCampaignId(), block.getBlock(), GENERATED, block.getSolutionsCount());
    send(Topics.SOLUTIONS, block);
    send(Topics.VERDICTS, verdict.toBuilder().setModelDigest(block.getModelDigest()).build());
  }

  private void send(String topic, MessageLite message) {
    String key =
        message instanceof SolutionBlock block
            ? block.getCampaignId()
            : ((Verdict) message).getCampaignId();
    send(topic, key, message.toByteArray());
  }

  /** A send that fails makes the commit fail. */
  private void send(String topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, key, value));
  }
}
