package nustream.local.endtoend;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import nustream.contracts.Topics;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Dead letters of the whole system. The second test goes on from the first. */
@TestMethodOrder(OrderAnnotation.class)
class PoisonTest extends WholeSystem {
  @Test
  @Order(1)
  void poisonGoesToTheDeadLettersAndTheStreamGoesOn() throws Exception {
    for (String topic :
        List.of(Topics.SAMPLE_REQUESTS, Topics.CANDIDATES, Topics.MAP_REQUESTS, Topics.MAPS)) {
      var poison = new PoisonRecord(system.brokerAddress(), topic);
      long offset = poison.send();
      var letter = poison.awaitDeadLetter().orElseThrow(() -> new AssertionError(topic));
      assertEquals(topic, PoisonRecord.header(letter, "dead-letter-topic"));
      assertEquals("0", PoisonRecord.header(letter, "dead-letter-partition"));
      assertEquals(Long.toString(offset), PoisonRecord.header(letter, "dead-letter-offset"));
      assertFalse(PoisonRecord.header(letter, "dead-letter-reason").isEmpty());
      assertFalse(PoisonRecord.header(letter, "dead-letter-message").isEmpty());
    }
    JsonNode answer = system.generate("after-poison", 1, SEED, csv("after-poison"));
    assertTrue(answer.get("accepted").asLong() >= 1, answer.toString());
  }

  /** The letter falls again, as its bytes are no message: once per time that it is sent. */
  @Test
  @Order(2)
  void aDeadLetterIsSentAgainOnceAndNotTwice() throws Exception {
    String topic = Topics.SAMPLE_REQUESTS;
    JsonNode letter = letters(topic).get(0);
    assertEquals("poison", letter.get("key").asText());
    assertFalse(letter.get("reason").asText().isEmpty(), letter.toString());
    assertTrue(letter.get("replayed_at").isNull(), letter.toString());
    String offset = letter.get("offset").asText();

    JsonNode first = system.ask("dead-letters", "replay", "--topic=" + topic, "--all");
    assertEquals(1, first.get("replayed").asInt(), first.toString());
    await().atMost(LIMIT).until(() -> letters(topic).size() == 2);
    JsonNode fallen = letters(topic).get(0);
    assertEquals(topic + ".dlq/0/" + offset, fallen.get("replay_of").asText());
    assertEquals(letter.get("bytes"), fallen.get("bytes"));
    assertFalse(letters(topic).get(1).get("replayed_at").isNull());

    JsonNode second = system.ask("dead-letters", "replay", "--topic=" + topic + ".dlq", "--all");
    assertEquals(0, second.get("replayed").asInt(), second.toString());
    assertEquals(1, second.get("replayed_before").asInt());
    assertEquals(1, second.get("fell_again").asInt());
    String one = "--offset=" + offset;
    String refused = system.refusal("dead-letters", "replay", "--topic=" + topic, one);
    assertTrue(refused.contains("was sent again before"), refused);
    String nothing = system.refusal("dead-letters", "replay", "--topic=" + topic, "--offset=99");
    assertTrue(nothing.contains("there is no dead letter"), nothing);

    assertEquals(
        1,
        system
            .ask("dead-letters", "replay", "--topic=" + topic, one, "--again")
            .get("replayed")
            .asInt());
    await().atMost(LIMIT).until(() -> letters(topic).size() == 3);
  }

  private static JsonNode letters(String topic) throws IOException {
    return system.ask("dead-letters", "list", "--topic=" + topic).get("dead_letters");
  }
}
