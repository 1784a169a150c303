package nustream.classifier.sweep;

import java.util.LinkedHashMap;
import java.util.Map;
import nustream.classifier.model.DetectionTask;

/**
 * One setting of a sweep and what a network trained for it reaches.
 *
 * @param task the setting
 * @param metrics of the evaluation, by name
 */
public record SweepPoint(DetectionTask task, Map<String, Double> metrics) {
  /** The numbers of a metric. */
  double metric(String name) {
    return metrics.get(name);
  }

  /** Setting and metrics in one map, for tables. */
  public Map<String, Object> describe() {
    Map<String, Object> row = new LinkedHashMap<>(task.describe());
    row.putAll(metrics);
    return row;
  }
}
