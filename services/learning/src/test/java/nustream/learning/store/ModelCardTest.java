package nustream.learning.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCardTest {

  static ModelCard card(String name) {
    return new ModelCard(
        name,
        "informed",
        "anarchy/log1",
        List.of("NO", "IO"),
        "nustream-0.1.0",
        List.of("train --variant informed", "evaluate"),
        "fresh prior draws",
        Map.of("width", "256", "layers", "4"),
        Map.of("training", 7L),
        Map.of("raw_acceptance", 0.93),
        0.5,
        20,
        1.0,
        309_000,
        0,
        "",
        "2026-01-31T12:00:00Z");
  }

  @Test
  void jsonHasTheFieldsInTheOrderOfTheRecordAndMapsByKey() {
    assertEquals(
        """
        {
          "name" : "m",
          "variant" : "informed",
          "prior" : "anarchy/log1",
          "orderings" : [
            "NO",
            "IO"
          ],
          "generator" : "nustream-0.1.0",
          "created_by" : [
            "train --variant informed",
            "evaluate"
          ],
          "data" : "fresh prior draws",
          "settings" : {
            "layers" : "4",
            "width" : "256"
          },
          "seeds" : {
            "training" : 7
          },
          "metrics" : {
            "raw_acceptance" : 0.93
          },
          "default_guidance" : 0.5,
          "default_steps" : 20,
          "default_eta" : 1.0,
          "parameters" : 309000,
          "size_bytes" : 0,
          "digest" : "",
          "created_at" : "2026-01-31T12:00:00Z"
        }
        """,
        card("m").toJson());
  }

  @Test
  void jsonIsReadBackUnchanged() throws JsonProcessingException {
    ModelCard card = card("m").withFile("sha256:" + "a".repeat(64), 12);
    assertEquals(card, ModelCard.fromJson(card.toJson()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\" : \"m\"            | \"name\" : \"M 1\"          | name is 'M 1', want 1 to 63",
        "\"variant\" : \"informed\"  | \"variant\" : \" \"         | variant is ' ', want some text",
        "\"IO\"                      | \"XO\"                      | orderings is 'XO', want \"NO\" or \"IO\"",
        "\"default_guidance\" : 0.5  | \"default_guidance\" : -1   | default_guidance is '-1.0', want a number >= 0",
        "\"default_steps\" : 20      | \"default_steps\" : 0       | default_steps is '0', want at least 1",
        "\"default_eta\" : 1.0       | \"default_eta\" : 1.5       | default_eta is '1.5', want 0 to 1",
        "\"digest\" : \"\"           | \"digest\" : \"md5:1\"      | digest is 'md5:1', want sha256:",
        "2026-01-31T12:00:00Z        | yesterday                   | created_at is 'yesterday', want an ISO-8601",
        "\"prior\" :                 | \"priors\" :                | Missing creator property 'prior'",
      })
  void aBadFieldIsNamedWithItsValueAndWhatIsAllowed(String good, String bad, String message) {
    String json = card("m").toJson();
    String broken = json.replace(good, bad);
    assertTrue(!broken.equals(json), "nothing replaced");
    JsonProcessingException refused =
        assertThrows(JsonProcessingException.class, () -> ModelCard.fromJson(broken));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void metricsMustBeFinite() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> card("m").withMetrics(Map.of("loss", Double.NaN)));
    assertTrue(refused.getMessage().contains("metrics.loss is 'NaN'"), refused.getMessage());
  }
}
