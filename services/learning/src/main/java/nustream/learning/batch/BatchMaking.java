package nustream.learning.batch;

/**
 * Makes the batch of any step of a training. Used by one thread.
 *
 * @param <B> the batch
 */
@FunctionalInterface
public interface BatchMaking<B> {
  /**
   * The batch of a step, which depends on the step alone.
   *
   * @param step from 0
   */
  B make(long step) throws InterruptedException;
}
