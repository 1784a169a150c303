package nustream.messaging;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the value of a record where it is taken in.
 *
 * <p>Channels carry bytes, so that a broken value takes the same way as any other record that
 * cannot be processed: the method that takes it throws, and the dead letter has the original bytes.
 */
public final class Values {
  private Values() {}

  /**
   * The value as the message of its topic.
   *
   * @throws NustreamException {@link ErrorWord#UNDECODABLE} when the value is null or is not that
   *     message
   * @throws IllegalArgumentException when the topic's message is of another type: a fault of the
   *     caller
   */
  public static <M extends MessageLite> M decode(ConsumerRecord<?, byte[]> record, Class<M> type) {
    MessageLite wanted = MessageTypes.of(record.topic());
    if (!type.isInstance(wanted)) {
      throw new IllegalArgumentException(
          record.topic() + " carries " + wanted.getClass().getName() + ", not " + type.getName());
    }
    if (record.value() == null) {
      throw new NustreamException(
          ErrorWord.UNDECODABLE, "the value is null; allowed: a " + type.getName());
    }
    try {
      return type.cast(wanted.getParserForType().parseFrom(record.value()));
    } catch (InvalidProtocolBufferException e) {
      throw new NustreamException(
          ErrorWord.UNDECODABLE,
          "the value of "
              + record.value().length
              + " bytes is not a "
              + type.getName()
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
