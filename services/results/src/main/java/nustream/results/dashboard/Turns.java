package nustream.results.dashboard;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/** Work of one kind of which only so much is done at the same time; the rest waits its turn. */
final class Turns {
  private final String noun;
  private final int size;
  private final Duration wait;
  private final Semaphore free;

  /**
   * @param noun what is done, in the plural, for messages
   */
  Turns(String noun, int size, Duration wait) {
    this.noun = noun;
    this.size = size;
    this.wait = wait;
    this.free = new Semaphore(size, true);
  }

  /** Does the work, or throws OVERLOADED after the wait. */
  <T> T take(Supplier<T> work) {
    try {
      if (!free.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new NustreamException(
            ErrorWord.OVERLOADED, size + " " + noun + " are in work; try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NustreamException(ErrorWord.CANCELLED, "interrupted", e);
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }
}
