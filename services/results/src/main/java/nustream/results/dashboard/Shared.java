package nustream.results.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Answers by their question: who asks what is being worked out already waits for the same answer,
 * and the latest answers are kept. Failures are told to all that wait and not kept. Thread-safe.
 */
final class Shared<Q, A> {
  private final Map<Q, CompletableFuture<A>> answers;

  /**
   * @param most answers kept
   */
  Shared(int most) {
    answers =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Q, CompletableFuture<A>> eldest) {
            return size() > most;
          }
        };
  }

  /** The kept answer, or that of the work, which runs on the calling thread. */
  A get(Q question, Supplier<A> work) {
    CompletableFuture<A> mine = new CompletableFuture<>();
    CompletableFuture<A> known;
    synchronized (answers) {
      known = answers.putIfAbsent(question, mine);
    }
    if (known == null) {
      try {
        mine.complete(work.get());
      } catch (RuntimeException | Error e) {
        synchronized (answers) {
          answers.remove(question, mine);
        }
        mine.completeExceptionally(e);
        throw e;
      }
      return mine.join();
    }
    try {
      return known.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
