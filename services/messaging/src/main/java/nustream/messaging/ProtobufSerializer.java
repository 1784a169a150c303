package nustream.messaging;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Protobuf over Kafka, without a schema registry: the value is the message's bytes, and content
 * type, event type and id are added as headers ({@link HeaderNames}). A null value (a tombstone)
 * stays null.
 *
 * <p>A message other than the one that the table of topics gives for the topic is refused: {@link
 * SerializationException}.
 */
public final class ProtobufSerializer implements Serializer<MessageLite> {
  @Override
  public byte[] serialize(String topic, MessageLite message) {
    if (message == null) {
      return null;
    }
    MessageLite wanted = MessageTypes.of(topic);
    if (!wanted.getClass().isInstance(message)) {
      throw new SerializationException(
          topic
              + " takes "
              + wanted.getClass().getName()
              + ", not "
              + message.getClass().getName());
    }
    return message.toByteArray();
  }

  @Override
  public byte[] serialize(String topic, Headers headers, MessageLite message) {
    if (message != null) {
      set(headers, HeaderNames.CONTENT_TYPE, HeaderNames.PROTOBUF);
      set(
          headers,
          HeaderNames.EVENT_TYPE,
          ((Message) message).getDescriptorForType().getFullName());
      set(headers, HeaderNames.ID, EventId.of(message));
    }
    return serialize(topic, message);
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
