package nustream.messaging.asyncapi;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nustream.contracts.Topic;
import nustream.contracts.Topics;
import nustream.messaging.HeaderNames;
import nustream.messaging.deadletters.DeadLetter;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The topics as AsyncAPI 3.0: channels with their Kafka settings, messages with their headers and
 * the protobuf of their values. Made from the table of topics and the .proto files.
 */
final class AsyncApiDocument {
  private static final String PROTOBUF = "application/vnd.google.protobuf;version=3";
  private static final String KAFKA_BINDING = "0.5.0";
  private static final String DEAD_LETTER = "DeadLetter";

  private AsyncApiDocument() {}

  /** The document, with a line that says how it is made. */
  static String yaml(String how) throws IOException {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return "# The topics of Nustream. Made from the table of topics and the .proto files: "
        + how
        + "\n"
        + new Yaml(new BlockText(options), options).dump(document());
  }

  /** Text of several lines stays readable. */
  private static final class BlockText extends Representer {
    BlockText(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
      return super.representScalar(
          tag, value, value.contains("\n") ? DumperOptions.ScalarStyle.LITERAL : style);
    }
  }

  private static Map<String, Object> document() throws IOException {
    Map<String, Object> channels = new LinkedHashMap<>();
    Map<String, Object> messages = new LinkedHashMap<>();
    for (Topic topic : Topics.all()) {
      Descriptor message = message(topic);
      channels.put(topic.name(), channel(topic, message));
      channels.put(topic.deadLetters(), deadLetters(topic));
      messages.put(message.getFullName(), value(topic, message));
    }
    messages.put(DEAD_LETTER, deadLetter());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put("info", info());
    document.put("defaultContentType", HeaderNames.PROTOBUF);
    document.put(
        "servers",
        Map.of(
            "local",
            ordered(
                "host", "127.0.0.1:19092",
                "protocol", "kafka",
                "description",
                    "The embedded broker of `deploy/nustream up`, without a password.")));
    document.put("channels", channels);
    document.put(
        "components",
        ordered(
            "messages",
            messages,
            "schemas",
            ordered("RecordHeaders", recordHeaders(), "CauseHeaders", causeHeaders())));
    return document;
  }

  private static Map<String, Object> info() {
    return ordered(
        "title",
        "Nustream",
        "version",
        "1",
        "description",
        "Topics of Nustream. Values are protobuf without a registry; records of failed"
            + " transactions are among them, so consumers read committed. Delivery is at least"
            + " once: who must not count twice goes by the header id.",
        "license",
        Map.of("name", "Apache-2.0"));
  }

  private static Map<String, Object> channel(Topic topic, Descriptor message) throws IOException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("cleanup.policy", List.of(topic.compacted() ? "compact" : "delete"));
    settings.put("retention.ms", topic.retention().map(Duration::toMillis).orElse(-1L));
    settings.put("retention.bytes", topic.mostBytes().orElse(-1L));
    return ordered(
        "address", topic.name(),
        "description", ProtoSource.comment(message),
        "messages", Map.of(message.getName(), reference("messages/" + message.getFullName())),
        "bindings",
            Map.of(
                "kafka",
                ordered(
                    "partitions", topic.partitions(),
                    "topicConfiguration", settings,
                    "bindingVersion", KAFKA_BINDING)));
  }

  private static Map<String, Object> deadLetters(Topic topic) {
    return ordered(
        "address", topic.deadLetters(),
        "description",
            "Records of "
                + topic.name()
                + " that could not be processed: key, bytes and headers as they were, and on top"
                + " headers that say why.",
        "messages", Map.of(DEAD_LETTER, reference("messages/" + DEAD_LETTER)));
  }

  private static Map<String, Object> value(Topic topic, Descriptor message) throws IOException {
    return ordered(
        "name", message.getFullName(),
        "title", message.getName(),
        "contentType", HeaderNames.PROTOBUF,
        "headers",
            ordered(
                "allOf",
                List.of(
                    reference("schemas/RecordHeaders"),
                    ordered(
                        "type",
                        "object",
                        "properties",
                        Map.of(
                            HeaderNames.EVENT_TYPE,
                            ordered("type", "string", "const", message.getFullName()))))),
        "payload", ordered("schemaFormat", PROTOBUF, "schema", ProtoSource.file(message)),
        "bindings",
            Map.of(
                "kafka",
                ordered(
                    "key",
                    ordered("type", "string", "description", topic.key()),
                    "bindingVersion",
                    KAFKA_BINDING)));
  }

  private static Map<String, Object> deadLetter() {
    return ordered(
        "name",
        DEAD_LETTER,
        "title",
        "A record that could not be processed",
        "summary",
        "The value is that of the record, which may be no message at all.",
        "contentType",
        "application/octet-stream",
        "headers",
        ordered(
            "allOf",
            List.of(reference("schemas/RecordHeaders"), reference("schemas/CauseHeaders"))),
        "payload",
        ordered("type", "string", "format", "binary"));
  }

  private static Map<String, Object> recordHeaders() {
    return ordered(
        "type",
        "object",
        "description",
        "Headers of every record; values are UTF-8.",
        "required",
        List.of(HeaderNames.CONTENT_TYPE, HeaderNames.EVENT_TYPE, HeaderNames.ID),
        "properties",
        ordered(
            HeaderNames.CONTENT_TYPE, ordered("type", "string", "const", HeaderNames.PROTOBUF),
            HeaderNames.EVENT_TYPE, text("Full name of the protobuf message."),
            HeaderNames.ID, text("Id of the event: the same when the same work is repeated."),
            HeaderNames.TRACE_PARENT, text("W3C trace context, where tracing is on."),
            HeaderNames.TRACE_STATE, text("W3C trace context, where tracing is on."),
            HeaderNames.COMPUTE_SECONDS,
                text(
                    "Seconds that one worker spent inside the model for this record, a decimal"
                        + " number; on candidates, what is made of them, and classifications."),
            HeaderNames.REPLAY_OF,
                text(
                    "<dead-letter topic>/<partition>/<offset>, of a record that was a dead"
                        + " letter and was sent again.")));
  }

  private static Map<String, Object> causeHeaders() {
    return ordered(
        "type",
        "object",
        "description",
        "Why a record is a dead letter.",
        "required",
        List.of(
            DeadLetter.TOPIC,
            DeadLetter.PARTITION,
            DeadLetter.OFFSET,
            DeadLetter.REASON,
            DeadLetter.MESSAGE),
        "properties",
        ordered(
            DeadLetter.TOPIC, text("Topic that the record was read from."),
            DeadLetter.PARTITION, text("Its partition there, decimal."),
            DeadLetter.OFFSET, text("Its offset there, decimal."),
            DeadLetter.REASON, text("A word of the table of errors."),
            DeadLetter.MESSAGE, text("Names the field, its value and what is allowed.")));
  }

  private static Map<String, Object> text(String description) {
    return ordered("type", "string", "description", description);
  }

  private static Map<String, Object> reference(String component) {
    return Map.of("$ref", "#/components/" + component);
  }

  /** The message of a topic; its class has its full name. */
  static Descriptor message(Topic topic) {
    try {
      return ((Message)
              Class.forName(topic.valueType()).getMethod("getDefaultInstance").invoke(null))
          .getDescriptorForType();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(topic.valueType(), e);
    }
  }

  /** A map in this order: names and values in turns. */
  private static Map<String, Object> ordered(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}
