package nustream.messaging.deadletters;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BiConsumer;
import nustream.messaging.errors.Failure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * The failure strategy {@value #NAME} of a channel of bytes: a record whose method failed becomes a
 * dead letter, is committed, and the stream goes on. A failure that passes ({@link
 * nustream.messaging.errors.ErrorWord#passes}) stops the channel instead and commits nothing: the
 * record is as good as before and comes again after a restart.
 */
@ApplicationScoped
@Identifier(DeadLetterStrategy.NAME)
public class DeadLetterStrategy implements KafkaFailureHandler.Factory {
  public static final String NAME = "nustream-dead-letters";

  private final DeadLetters letters;

  @Inject
  public DeadLetterStrategy(DeadLetters letters) {
    this.letters = letters;
  }

  @Override
  public KafkaFailureHandler create(
      KafkaConnectorIncomingConfiguration config,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> reportFailure) {
    return new Handler(config.getChannel(), reportFailure);
  }

  private final class Handler implements KafkaFailureHandler {
    private final String channel;
    private final BiConsumer<Throwable, Boolean> reportFailure;

    Handler(String channel, BiConsumer<Throwable, Boolean> reportFailure) {
      this.channel = channel;
      this.reportFailure = reportFailure;
    }

    @Override
    public <K, V> Uni<Void> handle(
        IncomingKafkaRecord<K, V> incoming, Throwable reason, Metadata metadata) {
      Failure failure = Failure.of(reason);
      if (failure.word().passes()) {
        reportFailure.accept(reason, true);
        return Uni.createFrom().<Void>failure(reason).emitOn(incoming::runOnMessageContext);
      }
      return Uni.createFrom()
          .completionStage(() -> letters.send(recordOf(incoming), failure))
          .chain(() -> Uni.createFrom().completionStage(incoming.ack()))
          .emitOn(incoming::runOnMessageContext);
    }

    @SuppressWarnings("unchecked")
    private ConsumerRecord<String, byte[]> recordOf(IncomingKafkaRecord<?, ?> incoming) {
      ConsumerRecord<?, ?> record =
          incoming
              .getMetadata(IncomingKafkaRecordMetadata.class)
              .map(IncomingKafkaRecordMetadata::getRecord)
              .orElseThrow();
      if (record.value() != null && !(record.value() instanceof byte[])) {
        throw new IllegalStateException(
            "channel "
                + channel
                + " carries "
                + record.value().getClass().getName()
                + ", want byte[]");
      }
      return (ConsumerRecord<String, byte[]>) record;
    }
  }
}
