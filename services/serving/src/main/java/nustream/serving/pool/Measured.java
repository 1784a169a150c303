package nustream.serving.pool;

import java.util.function.Function;

/**
 * An answer and what it cost.
 *
 * @param answer to an order
 * @param computeSeconds wall-clock time that a worker spent inside the model for it; where one
 *     native call answered several orders, each has an equal share, so that a sum over answers is
 *     the time that workers were busy
 * @param <R> the answer
 */
public record Measured<R>(R answer, double computeSeconds) {
  /** Another form of the answer, at the same cost. */
  public <T> Measured<T> map(Function<? super R, ? extends T> form) {
    return new Measured<>(form.apply(answer), computeSeconds);
  }
}
