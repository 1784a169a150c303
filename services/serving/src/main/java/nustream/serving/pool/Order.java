package nustream.serving.pool;

import nustream.serving.models.ServedModel;

/**
 * One piece of work for a pool, checked. Immutable.
 *
 * @param <M> the model
 */
public interface Order<M extends ServedModel> {
  /** The model that its name meant when it was admitted: a reload does not change the answer. */
  M model();

  /** Whether the same native call can do both; only asked by pools with a batch above 1. */
  default boolean joins(Order<M> other) {
    return model().digest().equals(other.model().digest());
  }
}
