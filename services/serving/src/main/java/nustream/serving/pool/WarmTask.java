package nustream.serving.pool;

import java.util.concurrent.CompletableFuture;
import nustream.serving.models.ServedModel;

/**
 * Opens a model and uses it once, so that the first order need not wait for either.
 *
 * @param <M> the model
 * @param <O> the order
 * @param <R> the answer
 */
final class WarmTask<M extends ServedModel, O, R> implements WorkerTask<M, O, R> {
  private final M model;
  private final CompletableFuture<Void> result = new CompletableFuture<>();

  WarmTask(M model) {
    this.model = model;
  }

  CompletableFuture<Void> result() {
    return result;
  }

  @Override
  public void run(OpenModels<M, O, R> models) {
    try {
      models.of(model).warmUp();
      result.complete(null);
    } catch (RuntimeException | Error e) {
      models.discard(model);
      result.completeExceptionally(e);
    }
  }

  @Override
  public void abandon() {
    result.completeExceptionally(WorkerPool.draining());
  }
}
