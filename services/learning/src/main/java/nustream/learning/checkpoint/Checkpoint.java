package nustream.learning.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a training after a step: what a killed training needs to go on to the same result.
 *
 * @param step steps done
 * @param arrays weights, averages and optimiser moments by name; the arrays are not copied
 * @param properties everything else, as text
 */
public record Checkpoint(long step, Map<String, float[]> arrays, Map<String, String> properties) {
  public Checkpoint {
    if (step < 0) {
      throw new IllegalArgumentException("checkpoint step is " + step + ", want at least 0");
    }
    arrays = Collections.unmodifiableMap(new TreeMap<>(arrays));
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /**
   * The array of this name.
   *
   * @throws IllegalArgumentException when the checkpoint has none
   */
  public float[] array(String name) {
    return present(arrays.get(name), "array", name);
  }

  /**
   * The property of this name.
   *
   * @throws IllegalArgumentException when the checkpoint has none
   */
  public String property(String name) {
    return present(properties.get(name), "property", name);
  }

  private <T> T present(T value, String kind, String name) {
    if (value == null) {
      throw new IllegalArgumentException(
          "checkpoint of step " + step + " has no " + kind + " '" + name + "'");
    }
    return value;
  }
}
