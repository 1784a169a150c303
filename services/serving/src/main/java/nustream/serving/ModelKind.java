package nustream.serving;

import nustream.learning.store.ModelRelease;
import nustream.serving.models.ServedModel;
import nustream.serving.pool.OpenModel;

/**
 * What differs from service to service: which releases it can use, and what it does with them.
 *
 * @param <M> the model
 * @param <O> the order
 * @param <R> the answer
 */
public interface ModelKind<M extends ServedModel, O, R> extends OpenModel.Opener<M, O, R> {
  /**
   * The model of a release.
   *
   * @throws IllegalArgumentException where the release is none that the service can use
   */
  M model(ModelRelease release);
}
