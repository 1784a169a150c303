package nustream.messaging;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads the message that the table of topics gives for the topic, dead-letter topics included; a
 * null value (a tombstone) stays null.
 *
 * <p>Bytes that are not the message end in a {@link SerializationException}, which stops a plain
 * consumer. The services' channels therefore carry bytes and decode with {@link Values}; this class
 * is for subscribers and tests.
 */
public final class ProtobufDeserializer implements Deserializer<MessageLite> {
  @Override
  public MessageLite deserialize(String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    MessageLite type = MessageTypes.of(topic);
    try {
      return type.getParserForType().parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new SerializationException(
          "value of "
              + bytes.length
              + " bytes in "
              + topic
              + " is not a "
              + type.getClass().getName(),
          e);
    }
  }
}
