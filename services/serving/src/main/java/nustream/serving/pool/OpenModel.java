package nustream.serving.pool;

import java.util.List;

/**
 * A model that one worker has open. Owned by that worker's thread, which opens, uses and closes it:
 * native memory and the engine's per-thread settings belong to the thread.
 *
 * @param <O> the order
 * @param <R> the answer
 */
public interface OpenModel<O, R> extends AutoCloseable {
  /**
   * Does these orders in one native call. What it throws fails all of them, and the model is opened
   * anew.
   *
   * @param orders at least one and at most a batch, all of this model
   */
  Computed<R> compute(List<O> orders);

  /** Uses the model once, so that the first order need not wait for what only the first does. */
  default void warmUp() {}

  /** Frees native memory. */
  @Override
  void close();

  /**
   * Opens models on the calling thread.
   *
   * @param <M> the model
   * @param <O> the order
   * @param <R> the answer
   */
  @FunctionalInterface
  interface Opener<M, O, R> {
    /** The model's file is checked against its digest. */
    OpenModel<O, R> open(M model);
  }
}
