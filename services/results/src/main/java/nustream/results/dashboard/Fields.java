package nustream.results.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** The fields of a JSON object that a page sends; null, "" and a missing field are the same. */
final class Fields {
  /** A form has a dozen short fields. */
  private static final int MOST_CHARACTERS = 8192;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /** The object in a body, which may have no other fields than these. */
  static Fields of(String body, Set<String> known) {
    FieldChecks.inRange("length of the body", body.length(), 0, MOST_CHARACTERS);
    JsonNode parsed = parsed(body);
    for (Iterator<String> names = parsed.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw NustreamException.invalid("field", name, "one of " + new TreeSet<>(known));
      }
    }
    return new Fields(parsed);
  }

  /** Text; empty where there is none. */
  String text(String name) {
    JsonNode node = object.path(name);
    if (absent(node)) {
      return "";
    }
    if (!node.isTextual()) {
      throw NustreamException.invalid(name, node, "text");
    }
    return node.textValue().strip();
  }

  /** One of the values of an enum by its name in lower case, less the prefix; else unset. */
  <E extends Enum<E>> E choice(String name, String prefix, E unset) {
    String text = text(name);
    if (text.isEmpty()) {
      return unset;
    }
    Set<String> allowed = new TreeSet<>();
    for (E value : unset.getDeclaringClass().getEnumConstants()) {
      String word = ApiWords.of(value, prefix);
      if (word.equals(text)) {
        return value;
      }
      if (!word.equals("unspecified") && !word.equals("unrecognized")) {
        allowed.add(word);
      }
    }
    throw NustreamException.invalid(name, text, "one of " + allowed);
  }

  OptionalDouble number(String name) {
    JsonNode node = object.path(name);
    if (absent(node)) {
      return OptionalDouble.empty();
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw NustreamException.invalid(name, node, "a finite number");
    }
    return OptionalDouble.of(node.doubleValue());
  }

  /** A whole number of 0 to 2^63 - 1. */
  OptionalLong count(String name) {
    JsonNode node = object.path(name);
    if (absent(node)) {
      return OptionalLong.empty();
    }
    if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToLong()) {
      throw NustreamException.invalid(name, node, "a whole number");
    }
    return OptionalLong.of(FieldChecks.inRange(name, node.longValue(), 0, Long.MAX_VALUE));
  }

  /** An unsigned number of 64 bits, as text or number; JSON numbers are exact up to 2^53 only. */
  long seed(String name) {
    JsonNode node = object.path(name);
    if (absent(node)) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(node.asText().strip());
    } catch (NumberFormatException e) {
      throw NustreamException.invalid(name, node.asText(), "a whole number, 0 to 2^64 - 1");
    }
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || (node.isTextual() && node.textValue().isBlank());
  }

  private static JsonNode parsed(String body) {
    try {
      JsonNode parsed = JSON.readTree(body);
      if (parsed == null || !parsed.isObject()) {
        throw NustreamException.invalid("body", body, "a JSON object");
      }
      return parsed;
    } catch (JsonProcessingException e) {
      throw NustreamException.invalid("body", body, "a JSON object");
    }
  }
}
