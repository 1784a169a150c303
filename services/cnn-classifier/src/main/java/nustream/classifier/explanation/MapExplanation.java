package nustream.classifier.explanation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nustream.learning.attribution.Attribution;

/**
 * What a network saw in a map.
 *
 * @param saliency attribution of the logit, one number per pixel
 * @param regions by the convergence of the map itself
 * @param signalRegions by the convergence without noise, where the recipe is known and has noise
 * @param idealCorrelation with the saliency of the best possible classifier, for Gaussian maps
 */
public record MapExplanation(
    Attribution saliency,
    SaliencyRegions regions,
    Optional<SaliencyRegions> signalRegions,
    OptionalDouble idealCorrelation) {

  /** The numbers by name, for reports. */
  public Map<String, Object> describe() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("logit", saliency.output());
    words.put("baseline_logit", saliency.baselineOutput());
    words.put("attribution_sum", saliency.sum());
    words.put("completeness_error", saliency.completenessError());
    idealCorrelation.ifPresent(found -> words.put("ideal_correlation", found));
    words.put("regions", regions.describe());
    signalRegions.ifPresent(found -> words.put("signal_regions", found.describe()));
    return words;
  }
}
