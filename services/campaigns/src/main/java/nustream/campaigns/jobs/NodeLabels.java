package nustream.campaigns.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Labels as they are written in settings. */
final class NodeLabels {
  private NodeLabels() {}

  /** From "key=value" words; {@link IllegalArgumentException} naming the one that is not. */
  static Map<String, String> parse(List<String> words) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String word : words) {
      int at = word.indexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException(
            "campaigns.jobs.node-selector has '" + word + "'; allowed: key=value");
      }
      labels.put(word.substring(0, at).strip(), word.substring(at + 1).strip());
    }
    return labels;
  }
}
