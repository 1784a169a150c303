package nustream.local.deadletters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nustream.broker.SharedBroker;
import nustream.contracts.Topics;
import nustream.local.Json;
import nustream.local.Terminal;
import nustream.local.command.NustreamCommand;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a real broker without services, so that what is sent again stays where it is. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class DeadLettersTest {
  private static final String TOPIC = Topics.VERDICTS;
  private static final String LETTERS = TOPIC + ".dlq";

  /** No UTF-8, so that text would be told from bytes. */
  private static final byte[] VALUE = {(byte) 0xff, 0, 1, (byte) 0xfe};

  private final String broker = SharedBroker.bootstrapServers();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aLetterIsSentAgainOnceWithItsBytes() throws Exception {
    send(letter("poison", "first", null));
    send(letter(null, "second", null));

    JsonNode letters = ask("list", "--topic=" + LETTERS).get("dead_letters");
    assertEquals(2, letters.size());
    assertEquals(List.of("second", "first"), letters.findValuesAsText("message"));
    JsonNode first = letters.get(1);
    assertEquals("poison", first.get("key").asText());
    assertEquals("INVALID_FIELD", first.get("reason").asText());
    assertEquals("2", first.get("from_partition").asText());
    assertEquals(VALUE.length, first.get("bytes").asInt());
    assertTrue(first.get("replayed_at").isNull());

    JsonNode once = ask("replay", "--topic=" + TOPIC, "--all");
    assertEquals("2 0 0", tally(once));
    List<ConsumerRecord<byte[], byte[]>> sent = records();
    assertEquals(2, sent.size());
    ConsumerRecord<byte[], byte[]> again = sent.get(0);
    assertEquals(2, again.partition(), "where it came from");
    assertEquals("poison", new String(again.key(), StandardCharsets.UTF_8));
    assertArrayEquals(VALUE, again.value());
    assertEquals("campaign/7", Letter.header(again, "id"));
    assertEquals(LETTERS + "/0/" + first.get("offset").asText(), Letter.header(again, "replay-of"));
    assertNull(Letter.header(again, "dead-letter-reason"));
    assertNull(sent.get(1).key());

    assertEquals("0 2 0", tally(ask("replay", "--topic=" + TOPIC, "--all")));
    send(letter("poison", "fell again", LETTERS + "/0/0"));
    assertEquals("0 2 1", tally(ask("replay", "--topic=" + TOPIC, "--all")));
    assertEquals(2, records().size());
    assertEquals(1, ask("list", "--topic=" + TOPIC, "--limit=1").get("dead_letters").size());

    String offset = "--offset=" + first.get("offset").asText();
    assertRefused("was sent again before; --again", "--topic=" + TOPIC, offset);
    assertEquals("1 0 0", tally(ask("replay", "--topic=" + TOPIC, offset, "--again")));
    assertEquals(3, records().size());
    assertRefused("there is no dead letter", "--topic=" + TOPIC, "--offset=1000");
    assertRefused("there is no dead letter", "--topic=" + TOPIC, "--partition=5", offset);
    assertRefused("from 0", "--topic=" + TOPIC, "--offset=-1");
  }

  private static String tally(JsonNode answer) {
    return "%s %s %s"
        .formatted(
            answer.get("replayed").asText(),
            answer.get("replayed_before").asText(),
            answer.get("fell_again").asText());
  }

  private static ProducerRecord<byte[], byte[]> letter(String key, String message, String replay) {
    var record =
        new ProducerRecord<>(
            LETTERS, 0, key == null ? null : key.getBytes(StandardCharsets.UTF_8), VALUE);
    add(record, "id", "campaign/7");
    add(record, "dead-letter-topic", TOPIC);
    add(record, "dead-letter-partition", "2");
    add(record, "dead-letter-offset", "41");
    add(record, "dead-letter-reason", "INVALID_FIELD");
    add(record, "dead-letter-message", message);
    if (replay != null) {
      add(record, "replay-of", replay);
    }
    return record;
  }

  private static void add(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(record).get(1, TimeUnit.MINUTES);
    }
  }

  /** All that the topic holds. */
  private List<ConsumerRecord<byte[], byte[]>> records() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var reader = new TopicReader(Map.of("bootstrap.servers", broker))) {
      reader.forEach(TOPIC, TopicReader.EVERYTHING, records::add);
    }
    return records;
  }

  private void assertRefused(String part, String... words) throws IOException {
    err.reset();
    out.reset();
    assertEquals(1, execute("replay", words), () -> out.toString(StandardCharsets.UTF_8));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains(part), said);
    assertEquals(1, said.lines().count(), said);
    assertEquals(
        "FAILED",
        Json.MAPPER.readTree(out.toString(StandardCharsets.UTF_8)).at("/error/reason").asText());
  }

  private JsonNode ask(String command, String... words) throws IOException {
    err.reset();
    out.reset();
    assertEquals(0, execute(command, words), () -> err.toString(StandardCharsets.UTF_8));
    return Json.MAPPER.readTree(out.toString(StandardCharsets.UTF_8));
  }

  private int execute(String command, String... words) {
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    List<String> all = new ArrayList<>(List.of("dead-letters", command));
    all.addAll(List.of(words));
    all.addAll(List.of("--broker=" + broker, "--json"));
    return NustreamCommand.commandLine(terminal).execute(all.toArray(String[]::new));
  }
}
