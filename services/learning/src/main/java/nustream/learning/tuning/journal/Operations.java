package nustream.learning.tuning.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalDouble;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.Parameter;
import nustream.learning.tuning.trial.TrialState;

/** The operations of Optuna's journal (JournalOperation in optuna/storages/journal/_storage.py). */
public final class Operations {
  static final int CREATE_STUDY = 0;
  static final int DELETE_STUDY = 1;
  static final int SET_STUDY_USER_ATTR = 2;
  static final int SET_STUDY_SYSTEM_ATTR = 3;
  static final int CREATE_TRIAL = 4;
  static final int SET_TRIAL_PARAM = 5;
  static final int SET_TRIAL_STATE_VALUES = 6;
  static final int SET_TRIAL_INTERMEDIATE_VALUE = 7;
  static final int SET_TRIAL_USER_ATTR = 8;
  static final int SET_TRIAL_SYSTEM_ATTR = 9;
  static final int DISCARD_TRIALS = 10;

  // Python before 3.11 reads neither 'Z' nor other than three or six digits.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

  private final String worker;

  /** Operations of this worker. */
  public Operations(String worker) {
    this.worker = worker;
  }

  /** A new study. */
  public ObjectNode createStudy(String name, Direction direction) {
    ObjectNode operation = operation(CREATE_STUDY).put("study_name", name);
    operation.putArray("directions").add(direction.code());
    return operation;
  }

  /** A new trial that this worker runs. */
  public ObjectNode createTrial(int studyId, Instant at) {
    return operation(CREATE_TRIAL).put("study_id", studyId).put("datetime_start", TIME.format(at));
  }

  /** A new trial that waits for a worker. */
  public ObjectNode enqueueTrial(int studyId, ObjectNode systemAttributes) {
    ObjectNode operation = operation(CREATE_TRIAL).put("study_id", studyId);
    operation.putNull("datetime_start");
    operation.put("state", TrialState.WAITING.code());
    operation.putNull("value");
    operation.putNull("values");
    operation.putObject("distributions");
    operation.putObject("params");
    operation.putObject("user_attrs");
    operation.set("system_attrs", systemAttributes);
    operation.putObject("intermediate_values");
    return operation;
  }

  /** A suggested parameter. */
  public ObjectNode parameter(int trialId, String name, Parameter parameter) {
    return operation(SET_TRIAL_PARAM)
        .put("trial_id", trialId)
        .put("param_name", name)
        .put("param_value_internal", parameter.internal())
        .put("distribution", JournalJson.write(parameter.distribution()));
  }

  /** A waiting trial that this worker takes. */
  public ObjectNode run(int trialId, Instant at) {
    ObjectNode operation = operation(SET_TRIAL_STATE_VALUES).put("trial_id", trialId);
    operation.put("state", TrialState.RUNNING.code()).putNull("values");
    return operation.put("datetime_start", TIME.format(at));
  }

  /** The end of a trial. */
  public ObjectNode end(int trialId, TrialState state, OptionalDouble value, Instant at) {
    ObjectNode operation = operation(SET_TRIAL_STATE_VALUES).put("trial_id", trialId);
    operation.put("state", state.code());
    if (value.isPresent()) {
      operation.putArray("values").add(value.getAsDouble());
    } else {
      operation.putNull("values");
    }
    return operation.put("datetime_complete", TIME.format(at));
  }

  /** An intermediate value. */
  public ObjectNode report(int trialId, int step, double value) {
    return operation(SET_TRIAL_INTERMEDIATE_VALUE)
        .put("trial_id", trialId)
        .put("step", step)
        .put("intermediate_value", value);
  }

  /** A note of the author of a trial. */
  public ObjectNode userAttribute(int trialId, String key, JsonNode value) {
    ObjectNode operation = operation(SET_TRIAL_USER_ATTR).put("trial_id", trialId);
    operation.putObject("user_attr").set(key, value);
    return operation;
  }

  /** A note of a sampler or a pruner about a trial. */
  public ObjectNode systemAttribute(int trialId, String key, JsonNode value) {
    ObjectNode operation = operation(SET_TRIAL_SYSTEM_ATTR).put("trial_id", trialId);
    operation.putObject("system_attr").set(key, value);
    return operation;
  }

  private ObjectNode operation(int code) {
    return JournalJson.object().put("op_code", code).put("worker_id", worker);
  }
}
