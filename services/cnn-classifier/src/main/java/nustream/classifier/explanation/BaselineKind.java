package nustream.classifier.explanation;

/** The map without information that attributions start from. */
public enum BaselineKind {
  /**
   * The mean density everywhere. The network's features are logarithms of powers, so that an empty
   * map is infinitely far from any real one: the path is followed in the logarithm, and the
   * attributions add up to a large number, a thousand for logits of order one.
   */
  ZERO,
  /**
   * White noise with the variance of the map, in pairs of opposite sign: of a quadratic function
   * the mean over a pair is the attribution from zero, but for a constant, and attributions add up
   * to a difference of the order of the logit.
   */
  NOISE
}
