package nustream.messaging.deadletters;

import java.nio.charset.StandardCharsets;
import nustream.contracts.Topics;
import nustream.messaging.errors.Failure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that could not be processed: original key, bytes and headers, and on top the headers
 * below, which say where it came from and why it is here.
 */
public final class DeadLetter {
  /** Topic that the record was read from. */
  public static final String TOPIC = "dead-letter-topic";

  /** Its partition there, decimal. */
  public static final String PARTITION = "dead-letter-partition";

  /** Its offset there, decimal. */
  public static final String OFFSET = "dead-letter-offset";

  /** Word of {@link nustream.messaging.errors.ErrorWord}. */
  public static final String REASON = "dead-letter-reason";

  /**
   * Sentence naming field, value and what is allowed; at most {@value #MAX_MESSAGE_CHARACTERS}
   * characters.
   */
  public static final String MESSAGE = "dead-letter-message";

  static final int MAX_MESSAGE_CHARACTERS = 1024;

  private DeadLetter() {}

  /** What to send to the dead-letter topic of the record's topic. */
  public static ProducerRecord<String, byte[]> of(
      ConsumerRecord<String, byte[]> record, Failure failure) {
    var letter =
        new ProducerRecord<>(
            Topics.named(record.topic()).deadLetters(), record.key(), record.value());
    record.headers().forEach(letter.headers()::add);
    set(letter, TOPIC, record.topic());
    set(letter, PARTITION, Integer.toString(record.partition()));
    set(letter, OFFSET, Long.toString(record.offset()));
    set(letter, REASON, failure.word().name());
    set(letter, MESSAGE, cut(failure.message()));
    return letter;
  }

  private static void set(ProducerRecord<?, ?> letter, String name, String value) {
    letter.headers().remove(name);
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String cut(String message) {
    return message.length() <= MAX_MESSAGE_CHARACTERS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARACTERS);
  }
}
