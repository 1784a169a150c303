package nustream.campaigns.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import nustream.messaging.deadletters.DeadLetters;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Where records go that cannot be read. */
@ApplicationScoped
public class Poison {
  private static final Logger LOG = Logger.getLogger(Poison.class);

  /** Longer than the producer tries (30 s), so that its own failure is the one that is told. */
  private static final long SEND_TIMEOUT_SECONDS = 40;

  private final DeadLetters deadLetters;

  @Inject
  public Poison(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /**
   * Puts the record aside, and returns when it is safe there. A dead letter that cannot be read
   * stays where it is: it names no block of ours.
   */
  void take(ConsumerRecord<String, byte[]> record, NustreamException why) {
    if (AnswerRecord.isDeadLetter(record.topic())) {
      LOG.warnf(
          "unread=dead_letter topic=%s offset=%d key=%s reason=%s message=\"%s\"",
          record.topic(), record.offset(), record.key(), why.word(), why.getMessage());
      return;
    }
    var unused =
        deadLetters
            .send(record, Failure.of(why))
            .toCompletableFuture()
            .orTimeout(SEND_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .join();
  }
}
