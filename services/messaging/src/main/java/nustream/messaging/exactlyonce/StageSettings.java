package nustream.messaging.exactlyonce;

import java.time.Duration;
import java.util.Map;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * @param bootstrapServers Kafka
 * @param topic the topic that is read
 * @param group consumer group, the same for all replicas
 * @param instance name of this replica, different for each and the same after its restart: the new
 *     process takes over partitions and ends the open transaction of the old one at once, instead
 *     of after the timeouts
 * @param maxBatchRecords records of one transaction
 */
public record StageSettings(
    String bootstrapServers, String topic, String group, String instance, int maxBatchRecords) {
  /**
   * After this the broker aborts the transaction of a replica that died for good; until then its
   * readers wait.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

  public StageSettings {
    if (!instance.matches("[A-Za-z0-9._-]{1,128}")) {
      throw new IllegalArgumentException(
          "instance '" + instance + "' is not 1 to 128 characters of [A-Za-z0-9._-]");
    }
    if (maxBatchRecords < 1) {
      throw new IllegalArgumentException(
          "maxBatchRecords is " + maxBatchRecords + ", want at least 1");
    }
  }

  String transactionalId() {
    return group + "-" + instance;
  }

  Map<String, Object> consumer() {
    Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, transactionalId());
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxBatchRecords);
    return settings;
  }

  Map<String, Object> producer() {
    Map<String, Object> settings = KafkaSettings.producer(bootstrapServers);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId());
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
    // A commit must not be retried for longer than its transaction lives.
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis() / 2);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRANSACTION_TIMEOUT.toMillis());
    return settings;
  }
}
