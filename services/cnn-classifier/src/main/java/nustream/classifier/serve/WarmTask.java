package nustream.classifier.serve;

import java.util.concurrent.CompletableFuture;

/** Opens a model and uses it once, so that the first map need not wait for either. */
final class WarmTask implements WorkerTask {
  private final ClassifierModel model;
  private final int batch;
  private final CompletableFuture<Void> result = new CompletableFuture<>();

  WarmTask(ClassifierModel model, int batch) {
    this.model = model;
    this.batch = batch;
  }

  CompletableFuture<Void> result() {
    return result;
  }

  @Override
  public void run(OpenModels models) {
    try {
      models.of(model).classify(new float[batch * model.task().geometry().size()], false);
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
