package nustream.learning.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What Optuna 5.0.0 computed for random cases: Parzen densities, pruning, brackets. */
public final class Reference {
  private Reference() {}

  /** The cases of this kind. */
  public static JsonNode cases(String kind) {
    try (InputStream in =
        Reference.class.getResourceAsStream(
            "/nustream/learning/tuning/optuna-5.0.0-decisions.json")) {
      return new ObjectMapper().readTree(in).path(kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number, null standing for not a number. */
  public static double number(JsonNode node) {
    return node.isNull() ? Double.NaN : node.doubleValue();
  }
}
