package nustream.messaging.deadletters;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nustream.messaging.KafkaSettings;
import nustream.messaging.errors.Failure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends dead letters, for consumers without a transaction of their own. Thread-safe. */
@ApplicationScoped
public class DeadLetters {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final String bootstrapServers;
  private final DeadLetterCounter counter;
  private Producer<String, byte[]> producer;

  @Inject
  public DeadLetters(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      DeadLetterCounter counter) {
    this.bootstrapServers = bootstrapServers;
    this.counter = counter;
  }

  /** Completes when the broker has the letter; only then may the record be committed. */
  public CompletionStage<Void> send(ConsumerRecord<String, byte[]> record, Failure failure) {
    var sent = new CompletableFuture<Void>();
    var unused =
        producer()
            .send(
                DeadLetter.of(record, failure),
                (metadata, refused) -> {
                  if (refused != null) {
                    sent.completeExceptionally(refused);
                  } else {
                    counter.count(record, failure);
                    sent.complete(null);
                  }
                });
    return sent;
  }

  /** Made at the first letter: most services never send one. */
  private synchronized Producer<String, byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              KafkaSettings.producer(bootstrapServers),
              new StringSerializer(),
              new ByteArraySerializer());
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_TIMEOUT);
    }
  }
}
