package nustream.learning.tuning.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Everything that the journal says about one trial at one moment.
 *
 * @param number counted from 0 within its study
 * @param state where it stands
 * @param parameters by name, in the order of suggestion
 * @param value the objective; of a pruned trial its last report
 * @param reports intermediate values by step
 * @param userAttributes what its author noted
 * @param systemAttributes what samplers and pruners noted
 * @param owner the worker that runs or ran it
 * @param started when it began to run, or null
 * @param ended when it ended, or null
 */
public record TrialRecord(
    int number,
    TrialState state,
    Map<String, Parameter> parameters,
    OptionalDouble value,
    NavigableMap<Integer, Double> reports,
    Map<String, JsonNode> userAttributes,
    Map<String, JsonNode> systemAttributes,
    String owner,
    Instant started,
    Instant ended) {

  public TrialRecord {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    reports = Collections.unmodifiableNavigableMap(new TreeMap<>(reports));
    userAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(userAttributes));
    systemAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(systemAttributes));
  }

  /** A trial of which nothing is known but its state. */
  public static TrialRecord begun(int number, TrialState state, String owner, Instant started) {
    return new TrialRecord(
        number,
        state,
        Map.of(),
        OptionalDouble.empty(),
        new TreeMap<>(),
        Map.of(),
        Map.of(),
        owner,
        started,
        null);
  }

  /** The last step with a report. */
  public OptionalInt lastStep() {
    return reports.isEmpty() ? OptionalInt.empty() : OptionalInt.of(reports.lastKey());
  }

  /** The same trial, running at a worker. */
  public TrialRecord running(String worker, Instant at) {
    return new TrialRecord(
        number,
        TrialState.RUNNING,
        parameters,
        value,
        reports,
        userAttributes,
        systemAttributes,
        worker,
        at,
        ended);
  }

  /** The same trial in another state. */
  public TrialRecord ended(TrialState end, OptionalDouble result, Instant at) {
    return new TrialRecord(
        number,
        end,
        parameters,
        result.isPresent() ? result : value,
        reports,
        userAttributes,
        systemAttributes,
        owner,
        started,
        at);
  }

  /** The same trial with one more parameter. */
  public TrialRecord with(String name, Parameter parameter) {
    Map<String, Parameter> more = new LinkedHashMap<>(parameters);
    more.put(name, parameter);
    return with(more, reports, userAttributes, systemAttributes);
  }

  /** The same trial with one more report. */
  public TrialRecord with(int step, double report) {
    NavigableMap<Integer, Double> more = new TreeMap<>(reports);
    more.put(step, report);
    return with(parameters, more, userAttributes, systemAttributes);
  }

  /** The same trial with more user attributes. */
  public TrialRecord withUserAttributes(Map<String, JsonNode> attributes) {
    Map<String, JsonNode> more = new LinkedHashMap<>(userAttributes);
    more.putAll(attributes);
    return with(parameters, reports, more, systemAttributes);
  }

  /** The same trial with more system attributes. */
  public TrialRecord withSystemAttributes(Map<String, JsonNode> attributes) {
    Map<String, JsonNode> more = new LinkedHashMap<>(systemAttributes);
    more.putAll(attributes);
    return with(parameters, reports, userAttributes, more);
  }

  private TrialRecord with(
      Map<String, Parameter> newParameters,
      NavigableMap<Integer, Double> newReports,
      Map<String, JsonNode> newUser,
      Map<String, JsonNode> newSystem) {
    return new TrialRecord(
        number, state, newParameters, value, newReports, newUser, newSystem, owner, started, ended);
  }
}
