package nustream.messaging.asyncapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nustream.contracts.Topic;
import nustream.contracts.Topics;
import nustream.messaging.HeaderNames;
import nustream.messaging.deadletters.DeadLetter;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The document of the topics that is committed says what the code does. */
class AsyncApiTest {
  private static final Path COMMITTED =
      Path.of("../../proto/src/main/resources/nustream/asyncapi.yaml");
  private static final String UPDATE = "nustream.asyncapi.update";
  private static final String HOW =
      "./mvnw -pl services/messaging -am test -Dtest=AsyncApiTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + UPDATE
          + "=true";

  @Test
  void theCommittedDocumentIsTheOneOfThisCode() throws IOException {
    String made = AsyncApiDocument.yaml(HOW);
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(COMMITTED, made);
    }
    assertEquals(
        made,
        Files.readString(COMMITTED),
        "the topics have changed: run " + HOW + " and commit " + COMMITTED);
  }

  /** Reads the file without the code that wrote it. */
  @Test
  void everyTopicHasItsAddressMessageKeyAndHeaders() throws IOException {
    Map<String, Object> document = new Yaml().load(Files.readString(COMMITTED));
    assertEquals("3.0.0", document.get("asyncapi"));
    Set<String> addresses = new HashSet<>();
    at(document, "channels")
        .values()
        .forEach(channel -> addresses.add((String) map(channel).get("address")));
    Set<String> wanted = new HashSet<>();
    Topics.all().forEach(topic -> wanted.addAll(List.of(topic.name(), topic.deadLetters())));
    assertEquals(wanted, addresses);
    for (Topic topic : Topics.all()) {
      Map<String, Object> channel = at(document, "channels", topic.name());
      Map<String, Object> kafka = at(channel, "bindings", "kafka");
      assertEquals(topic.partitions(), kafka.get("partitions"), topic.name());
      assertEquals(
          topic.retention().map(r -> r.toMillis()).orElse(-1L),
          ((Number) at(kafka, "topicConfiguration").get("retention.ms")).longValue());
      Map<String, Object> message = target(document, channel);
      assertEquals(topic.valueType(), message.get("name"));
      assertEquals(topic.key(), at(message, "bindings", "kafka", "key").get("description"));
      String schema = (String) at(message, "payload").get("schema");
      String name = topic.valueType().substring(topic.valueType().lastIndexOf('.') + 1);
      assertTrue(schema.contains("\nmessage " + name + " {"), schema);
      assertEquals(
          "DeadLetter",
          target(document, at(document, "channels", topic.deadLetters())).get("name"));
    }
    assertEquals(
        constants(HeaderNames.class, HeaderNames.PROTOBUF),
        at(document, "components", "schemas", "RecordHeaders", "properties").keySet());
    assertEquals(
        constants(DeadLetter.class, ""),
        at(document, "components", "schemas", "CauseHeaders", "properties").keySet());
  }

  /** Every name that a class of names has, but one that is a value. */
  private static Set<String> constants(Class<?> names, String value) {
    Set<String> constants = new HashSet<>();
    for (Field field : names.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        try {
          constants.add((String) field.get(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    constants.remove(value);
    return constants;
  }

  /** The only message of a channel. */
  private static Map<String, Object> target(
      Map<String, Object> document, Map<String, Object> channel) {
    Map<String, Object> messages = at(channel, "messages");
    assertEquals(1, messages.size());
    String reference = (String) map(messages.values().iterator().next()).get("$ref");
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    return at(document, "components", "messages", name);
  }

  private static Map<String, Object> at(Map<String, Object> from, String... path) {
    Map<String, Object> here = from;
    for (String name : path) {
      assertTrue(here.containsKey(name), () -> name + " of " + List.of(path));
      here = map(here.get(name));
    }
    return here;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
