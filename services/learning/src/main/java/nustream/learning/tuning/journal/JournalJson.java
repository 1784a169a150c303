package nustream.learning.tuning.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import nustream.learning.tuning.trial.CategoricalDistribution;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.FloatDistribution;
import nustream.learning.tuning.trial.IntDistribution;

/**
 * JSON as Python writes and reads it, with NaN and Infinity, and Optuna's form of distributions.
 */
public final class JournalJson {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JournalJson() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** One line of JSON. */
  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JSON of a text. */
  public static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** JSON of a value that an objective sees. */
  public static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The value of its JSON: null, Boolean, Integer, Double or String. */
  public static Object value(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isInt()) {
      return node.intValue();
    }
    return node.isNumber() ? (Object) node.doubleValue() : node.asText();
  }

  /** A distribution in the text that Optuna keeps. */
  static String write(Distribution distribution) {
    ObjectNode root = object();
    root.put("name", distribution.getClass().getSimpleName());
    ObjectNode attributes = root.putObject("attributes");
    if (distribution instanceof FloatDistribution range) {
      if (range.step() > 0) {
        attributes.put("step", range.step());
      } else {
        attributes.putNull("step");
      }
      attributes.put("low", range.low()).put("high", range.high()).put("log", range.log());
    } else if (distribution instanceof IntDistribution range) {
      attributes.put("log", range.log()).put("step", range.step());
      attributes.put("low", range.low()).put("high", range.high());
    } else if (distribution instanceof CategoricalDistribution categories) {
      ArrayNode choices = attributes.putArray("choices");
      categories.choices().forEach(choice -> choices.add(of(choice)));
    }
    return write(root);
  }

  /**
   * The distribution of Optuna's text.
   *
   * @throws IllegalArgumentException when it is none of the three that Optuna 3 and later write
   */
  static Distribution readDistribution(String text) throws JsonProcessingException {
    JsonNode root = read(text);
    JsonNode attributes = root.path("attributes");
    String name = root.path("name").asText();
    return switch (name) {
      case "FloatDistribution" ->
          new FloatDistribution(
              attributes.path("low").doubleValue(),
              attributes.path("high").doubleValue(),
              attributes.path("log").booleanValue(),
              attributes.path("step").doubleValue());
      case "IntDistribution" ->
          new IntDistribution(
              attributes.path("low").intValue(),
              attributes.path("high").intValue(),
              attributes.path("log").booleanValue(),
              attributes.path("step").asInt(1));
      case "CategoricalDistribution" -> {
        List<Object> choices = new ArrayList<>();
        attributes.path("choices").forEach(choice -> choices.add(value(choice)));
        yield new CategoricalDistribution(choices);
      }
      default ->
          throw new IllegalArgumentException(
              "distribution '"
                  + name
                  + "', known are FloatDistribution, IntDistribution, CategoricalDistribution");
    };
  }
}
