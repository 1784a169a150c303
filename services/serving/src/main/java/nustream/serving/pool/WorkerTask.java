package nustream.serving.pool;

import nustream.serving.models.ServedModel;

/**
 * Something that a worker does on its own thread with its own models.
 *
 * @param <M> the model
 * @param <O> the order
 * @param <R> the answer
 */
interface WorkerTask<M extends ServedModel, O, R> {
  /** Must not throw: it has its own way to tell its outcome. */
  void run(OpenModels<M, O, R> models);

  /** Called instead of {@link #run} when the pool closes first. */
  void abandon();
}
