package nustream.learning.tuning.sampling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import nustream.learning.tuning.journal.JournalJson;
import nustream.learning.tuning.trial.TrialRecord;

/**
 * What was chosen together for a trial, kept in its system attributes where other workers see it
 * before the trial has asked for it: Optuna's key and form.
 */
public final class JointChoices {
  private static final String KEY = "tpe:relative_params:";
  // Optuna's databases hold no longer values.
  private static final int LONGEST = 2045;

  private JointChoices() {}

  /** The attributes that say what was chosen; none when nothing was. */
  public static Map<String, JsonNode> attributes(Map<String, Sampler.Choice> choices) {
    if (choices.isEmpty()) {
      return Map.of();
    }
    ObjectNode values = JournalJson.object();
    choices.forEach(
        (name, choice) ->
            values.set(name, JournalJson.of(choice.distribution().external(choice.internal()))));
    String text = JournalJson.write(values);
    Map<String, JsonNode> attributes = new LinkedHashMap<>();
    for (int from = 0; from < text.length(); from += LONGEST) {
      String piece = text.substring(from, Math.min(from + LONGEST, text.length()));
      attributes.put(KEY + from / LONGEST, JournalJson.of(piece));
    }
    return attributes;
  }

  /** Everything that was chosen together for a trial. */
  public static Map<String, Object> read(TrialRecord trial) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; trial.systemAttributes().containsKey(KEY + i); i++) {
      text.append(trial.systemAttributes().get(KEY + i).asText());
    }
    if (text.isEmpty()) {
      return Map.of();
    }
    try {
      Map<String, Object> values = new LinkedHashMap<>();
      JournalJson.read(text.toString())
          .properties()
          .forEach(field -> values.put(field.getKey(), JournalJson.value(field.getValue())));
      return Collections.unmodifiableMap(values);
    } catch (JsonProcessingException e) {
      return Map.of(); // another worker has written only some of the pieces
    }
  }
}
