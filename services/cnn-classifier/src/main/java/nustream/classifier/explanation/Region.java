package nustream.classifier.explanation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attribution of some pixels together.
 *
 * @param leastKappa smallest convergence among them; not a number of an empty region
 * @param mostKappa greatest convergence among them
 * @param areaShare share of the pixels
 * @param total sum of their attributions
 * @param perPixel mean of their attributions, 0 of an empty region
 */
public record Region(
    double leastKappa, double mostKappa, double areaShare, double total, double perPixel) {

  /** By name, for reports; limits of an empty region are left out. */
  public Map<String, Object> describe() {
    Map<String, Object> words = new LinkedHashMap<>();
    if (areaShare > 0) {
      words.put("least_kappa", leastKappa);
      words.put("most_kappa", mostKappa);
    }
    words.put("area_share", areaShare);
    words.put("total", total);
    words.put("per_pixel", perPixel);
    return words;
  }
}
