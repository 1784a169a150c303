package nustream.learning.tuning.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import nustream.learning.tuning.trial.CategoricalDistribution;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.FloatDistribution;
import nustream.learning.tuning.trial.IntDistribution;
import nustream.learning.tuning.trial.Parameter;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;

/**
 * What a journal's operations amount to, by the rules of Optuna's JournalStorageReplayResult: all
 * workers replay the same lines in the same order, so all agree, and an operation that came too
 * late (on a trial that ended, or that another worker took) has no effect for any of them.
 */
public final class JournalReplay {
  private static final class StudyState {
    final String name;
    final JsonNode directions;
    final List<Integer> trialIds = new ArrayList<>();

    StudyState(String name, JsonNode directions) {
      this.name = name;
      this.directions = directions;
    }
  }

  private final Map<Integer, StudyState> studies = new LinkedHashMap<>();
  private final List<TrialRecord> trials = new ArrayList<>();
  private final List<Integer> studyOfTrial = new ArrayList<>();
  private int nextStudyId;

  /** Applies operations in order. */
  public void apply(List<ObjectNode> operations) throws IOException {
    for (ObjectNode operation : operations) {
      apply(operation);
    }
  }

  /** The id of a study, if there is one of this name. */
  public OptionalInt studyId(String name) {
    return studies.entrySet().stream()
        .filter(entry -> entry.getValue().name.equals(name))
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  /** The names of the studies, in the order of their creation. */
  public List<String> studyNames() {
    return studies.values().stream().map(study -> study.name).toList();
  }

  /**
   * The study as it is now.
   *
   * @throws IllegalArgumentException when it has several objectives
   */
  public StudySnapshot snapshot(int studyId) {
    StudyState study = studies.get(studyId);
    if (study.directions.size() != 1) {
      throw new IllegalArgumentException(
          "study '" + study.name + "' has " + study.directions.size() + " objectives, want 1");
    }
    return new StudySnapshot(
        study.name,
        Direction.of(study.directions.get(0).intValue()),
        study.trialIds.stream().map(trials::get).toList());
  }

  /** The trial's id in the journal; ids count through all studies. */
  public int trialId(int studyId, int number) {
    return studies.get(studyId).trialIds.get(number);
  }

  private void apply(ObjectNode log) throws IOException {
    switch (log.path("op_code").intValue()) {
      case Operations.CREATE_STUDY -> createStudy(log);
      case Operations.DELETE_STUDY -> studies.remove(log.path("study_id").intValue());
      case Operations.CREATE_TRIAL -> createTrial(log);
      case Operations.SET_TRIAL_PARAM -> setParameter(log);
      case Operations.SET_TRIAL_STATE_VALUES -> setState(log);
      case Operations.SET_TRIAL_INTERMEDIATE_VALUE ->
          update(
              log,
              trial ->
                  trial.with(
                      log.path("step").intValue(), log.path("intermediate_value").doubleValue()));
      case Operations.SET_TRIAL_USER_ATTR ->
          update(log, trial -> trial.withUserAttributes(fields(log.path("user_attr"))));
      case Operations.SET_TRIAL_SYSTEM_ATTR ->
          update(log, trial -> trial.withSystemAttributes(fields(log.path("system_attr"))));
      case Operations.SET_STUDY_USER_ATTR,
          Operations.SET_STUDY_SYSTEM_ATTR,
          Operations.DISCARD_TRIALS -> {
        // Nothing here depends on them.
      }
      default -> throw new IOException("unknown operation in the journal: " + log);
    }
  }

  private void createStudy(ObjectNode log) {
    String name = log.path("study_name").asText();
    if (studyId(name).isEmpty()) {
      studies.put(nextStudyId++, new StudyState(name, log.path("directions")));
    }
  }

  private void createTrial(ObjectNode log) throws JsonProcessingException {
    int studyId = log.path("study_id").intValue();
    StudyState study = studies.get(studyId);
    if (study == null) {
      return;
    }
    TrialState state = TrialState.of(log.path("state").asInt(TrialState.RUNNING.code()));
    TrialRecord trial =
        TrialRecord.begun(
            study.trialIds.size(),
            state,
            log.path("worker_id").asText(),
            time(log.path("datetime_start")));
    Map<String, JsonNode> distributions = fields(log.path("distributions"));
    for (Map.Entry<String, JsonNode> value : fields(log.path("params")).entrySet()) {
      Distribution distribution =
          JournalJson.readDistribution(distributions.get(value.getKey()).asText());
      trial =
          trial.with(value.getKey(), new Parameter(value.getValue().doubleValue(), distribution));
    }
    for (Map.Entry<String, JsonNode> report : fields(log.path("intermediate_values")).entrySet()) {
      trial = trial.with(Integer.parseInt(report.getKey()), report.getValue().doubleValue());
    }
    trial =
        trial
            .withUserAttributes(fields(log.path("user_attrs")))
            .withSystemAttributes(fields(log.path("system_attrs")));
    if (state.finished()) {
      trial = trial.ended(state, value(log), time(log.path("datetime_complete")));
    }
    study.trialIds.add(trials.size());
    trials.add(trial);
    studyOfTrial.add(studyId);
  }

  private void setParameter(ObjectNode log) throws JsonProcessingException {
    String name = log.path("param_name").asText();
    Parameter parameter =
        new Parameter(
            log.path("param_value_internal").doubleValue(),
            JournalJson.readDistribution(log.path("distribution").asText()));
    update(
        log,
        trial ->
            compatible(log.path("trial_id").intValue(), name, parameter.distribution())
                ? trial.with(name, parameter)
                : trial);
  }

  private boolean compatible(int trialId, String name, Distribution distribution) {
    StudyState study = studies.get(studyOfTrial.get(trialId));
    if (study == null) {
      return true;
    }
    return study.trialIds.stream()
        .map(id -> trials.get(id).parameters().get(name))
        .filter(known -> known != null)
        .findFirst()
        .map(known -> compatible(known.distribution(), distribution))
        .orElse(true);
  }

  /**
   * Whether a parameter may have both distributions in one study: as in Optuna, ranges may move.
   */
  public static boolean compatible(Distribution known, Distribution wanted) {
    if (known instanceof CategoricalDistribution) {
      return known.equals(wanted);
    }
    return known.getClass() == wanted.getClass() && logarithmic(known) == logarithmic(wanted);
  }

  private static boolean logarithmic(Distribution distribution) {
    return distribution instanceof FloatDistribution real
        ? real.log()
        : distribution instanceof IntDistribution whole && whole.log();
  }

  private void setState(ObjectNode log) {
    TrialState state = TrialState.of(log.path("state").intValue());
    update(
        log,
        trial -> {
          if (state == TrialState.RUNNING) {
            return trial.state() == TrialState.RUNNING
                ? trial // another worker was first
                : trial.running(log.path("worker_id").asText(), time(log.path("datetime_start")));
          }
          return trial.ended(state, value(log), time(log.path("datetime_complete")));
        });
  }

  private void update(ObjectNode log, UnaryOperator<TrialRecord> change) {
    int id = log.path("trial_id").asInt(-1);
    if (id >= 0 && id < trials.size() && !trials.get(id).state().finished()) {
      trials.set(id, change.apply(trials.get(id)));
    }
  }

  private static OptionalDouble value(ObjectNode log) {
    JsonNode values = log.path("values");
    JsonNode value = values.isArray() ? values.path(0) : log.path("value");
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }

  private static Instant time(JsonNode text) {
    return text.isTextual() ? OffsetDateTime.parse(text.asText()).toInstant() : null;
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }
}
