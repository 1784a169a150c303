package nustream.serving.pool;

/**
 * What one native call came to. The answers are made of it afterwards, outside of the model.
 *
 * @param <R> the answer
 */
@FunctionalInterface
public interface Computed<R> {
  /**
   * The answer to the order at this place of the call.
   *
   * @throws nustream.messaging.errors.NustreamException where there is none to this order; the
   *     other answers of the call stand
   */
  R answer(int place);
}
