package nustream.messaging.models;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nustream.contracts.Topics;
import nustream.messaging.KafkaSettings;
import nustream.messaging.ProtobufSerializer;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.models.v1.ModelRelease;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tells the running services of a release that is in their store already, from a program that has
 * no channels: a record on models.v1. They look at the store of their own accord too, so a lost
 * record delays the release by seconds, and no record ever brings an older model back.
 */
public final class ModelAnnouncement {
  /** Longer than the producer tries (30 s), so that its own failure is the one that is told. */
  private static final long SEND_TIMEOUT_SECONDS = 40;

  private ModelAnnouncement() {}

  /**
   * Returns when the broker has the record.
   *
   * @param bootstrapServers host:port of the broker, several with commas between
   * @throws NustreamException BROKER_UNAVAILABLE
   */
  public static void send(String bootstrapServers, ModelRelease release)
      throws InterruptedException {
    try (var producer =
        new KafkaProducer<>(
            KafkaSettings.producer(bootstrapServers),
            new StringSerializer(),
            new ProtobufSerializer())) {
      var unused =
          producer
              .send(new ProducerRecord<>(Topics.MODELS, release.getName(), release))
              .get(SEND_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw unavailable(bootstrapServers, e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw unavailable(bootstrapServers, e);
    }
  }

  private static NustreamException unavailable(String bootstrapServers, Throwable cause) {
    return new NustreamException(
        ErrorWord.BROKER_UNAVAILABLE,
        "Kafka at " + bootstrapServers + " took no record on " + Topics.MODELS + ": " + cause,
        cause);
  }
}
