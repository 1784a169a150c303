package nustream.classifier.explanation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attribution of a region over many maps; errors are standard errors, by the jackknife.
 *
 * @param region one of {@link RegionNumbers#NAMES}
 * @param area mean share of the pixels
 * @param total mean sum of the attributions of a map
 * @param totalError of it
 * @param perPixel mean attribution of a pixel of the region
 * @param perPixelError of it
 * @param sharePerArea share of the attribution over share of the area: 1 where a pixel says as much
 *     as an average one
 * @param sharePerAreaError of it
 */
public record RegionMean(
    String region,
    double area,
    double total,
    double totalError,
    double perPixel,
    double perPixelError,
    double sharePerArea,
    double sharePerAreaError) {

  /** The numbers by name, for reports. */
  public Map<String, Object> describe() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("region", region);
    words.put("area_share", area);
    words.put("total", total);
    words.put("total_error", totalError);
    words.put("per_pixel", perPixel);
    words.put("per_pixel_error", perPixelError);
    words.put("share_per_area", sharePerArea);
    words.put("share_per_area_error", sharePerAreaError);
    return words;
  }
}
