package nustream.classifier.serve;

import nustream.serving.pool.Order;

/**
 * One map to classify; checked.
 *
 * @param model that its name or recipe meant when it was admitted
 * @param pixels row by row, as many as the model takes
 * @param symmetrise average over the symmetries of the square
 */
public record MapOrder(ClassifierModel model, float[] pixels, boolean symmetrise)
    implements Order<ClassifierModel> {
  @Override
  public boolean joins(Order<ClassifierModel> other) {
    return other instanceof MapOrder map
        && symmetrise == map.symmetrise
        && Order.super.joins(other);
  }
}
