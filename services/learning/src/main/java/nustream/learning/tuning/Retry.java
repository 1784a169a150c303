package nustream.learning.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import nustream.learning.tuning.journal.JournalJson;
import nustream.learning.tuning.sampling.JointChoices;
import nustream.learning.tuning.trial.TrialRecord;

/** Repetition of trials whose worker died, with the notes of Optuna's RetryFailedTrialCallback. */
final class Retry {
  private static final String FAILED_TRIAL = "failed_trial";
  private static final String HISTORY = "retry_history";

  private Retry() {}

  /** How often this trial is a repetition already. */
  static int attempts(TrialRecord trial) {
    return trial.systemAttributes().getOrDefault(HISTORY, JournalJson.object()).size();
  }

  /** The trial of which this one is a repetition, or itself: repetitions draw the same numbers. */
  static int origin(TrialRecord trial) {
    JsonNode first = trial.systemAttributes().get(FAILED_TRIAL);
    return first == null ? trial.number() : first.intValue();
  }

  /** System attributes of the next repetition of a trial: all that was chosen for it is fixed. */
  static ObjectNode attributes(TrialRecord trial) {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    JointChoices.read(trial).forEach((name, value) -> parameters.put(name, JournalJson.of(value)));
    trial
        .systemAttributes()
        .getOrDefault(Study.FIXED, JournalJson.object())
        .properties()
        .forEach(field -> parameters.put(field.getKey(), field.getValue()));
    trial
        .parameters()
        .forEach((name, parameter) -> parameters.put(name, JournalJson.of(parameter.value())));
    ObjectNode attributes = JournalJson.object();
    attributes.set(Study.FIXED, JournalJson.object().setAll(parameters));
    attributes.put(FAILED_TRIAL, origin(trial));
    ArrayNode history = attributes.putArray(HISTORY);
    trial.systemAttributes().getOrDefault(HISTORY, JournalJson.object()).forEach(history::add);
    history.add(trial.number());
    return attributes;
  }
}
