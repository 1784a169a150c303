package nustream.classifier.serve;

/**
 * One map to classify; checked.
 *
 * @param model that its name or recipe meant when it was admitted
 * @param pixels row by row, as many as the model takes
 * @param symmetrise average over the symmetries of the square
 */
public record MapOrder(ClassifierModel model, float[] pixels, boolean symmetrise) {
  /** Whether both can be classified by the same native call. */
  boolean joins(MapOrder other) {
    return symmetrise == other.symmetrise && model.digest().equals(other.model.digest());
  }
}
