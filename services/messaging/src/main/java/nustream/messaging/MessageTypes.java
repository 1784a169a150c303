package nustream.messaging;

import com.google.protobuf.MessageLite;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nustream.contracts.Topic;
import nustream.contracts.Topics;

/**
 * The message of each topic, from the table of topics; a dead-letter topic has that of its topic.
 */
final class MessageTypes {
  private static final String DEAD_LETTERS = ".dlq";

  private static final Map<String, MessageLite> BY_TOPIC =
      Topics.all().stream()
          .map(Topic::name)
          .collect(Collectors.toUnmodifiableMap(Function.identity(), MessageTypes::defaultOf));

  private MessageTypes() {}

  /**
   * The default instance of the topic's message; {@link IllegalArgumentException} for a topic that
   * the table lacks.
   */
  static MessageLite of(String topic) {
    String own =
        topic.endsWith(DEAD_LETTERS)
            ? topic.substring(0, topic.length() - DEAD_LETTERS.length())
            : topic;
    MessageLite type = BY_TOPIC.get(own);
    if (type == null) {
      throw new IllegalArgumentException(
          "topic '" + topic + "' is not in the table of topics " + BY_TOPIC.keySet());
    }
    return type;
  }

  /**
   * Java classes have the full name of their message: every file sets java_package to its package
   * and java_multiple_files.
   */
  private static MessageLite defaultOf(String topic) {
    String name = Topics.named(topic).valueType();
    try {
      return (MessageLite) Class.forName(name).getMethod("getDefaultInstance").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(topic + ": no message class " + name, e);
    }
  }
}
