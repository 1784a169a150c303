package nustream.classifier.serve;

import nustream.classifier.explanation.ExplanationSettings;

/**
 * One map to explain; checked.
 *
 * @param map and its model
 * @param settings how it is explained
 */
public record ExplanationOrder(MapOrder map, ExplanationSettings settings) {}
