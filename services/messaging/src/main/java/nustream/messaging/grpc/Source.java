package nustream.messaging.grpc;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Where the items of a server stream come from, asked for one by one as the reader takes them.
 *
 * @param <T> the item, a message
 */
public interface Source<T> extends AutoCloseable {
  /**
   * Begins the next item; an empty answer is the end. Called again before earlier answers have
   * come, as often as the stream may run ahead, never from two threads at once, and not after
   * {@link #close}. Must not block.
   */
  CompletionStage<Optional<T>> next();

  /**
   * Called exactly once, when the last item was sent, or as soon as the reader is gone: work begun
   * may stop.
   */
  @Override
  void close();

  /** Items of an iterator whose methods block, taken one after the other on this executor. */
  static <T> Source<T> of(Iterator<? extends T> items, Executor executor) {
    return of(items, executor, () -> {});
  }

  /**
   * As above; {@code onClose} frees what the iterator holds. It may run while the iterator is still
   * in a call.
   */
  static <T> Source<T> of(Iterator<? extends T> items, Executor executor, Runnable onClose) {
    return new Source<>() {
      private CompletionStage<Optional<T>> last =
          CompletableFuture.completedFuture(Optional.empty());

      @Override
      public CompletionStage<Optional<T>> next() {
        last =
            last.thenApplyAsync(
                earlier -> items.hasNext() ? Optional.of(items.next()) : Optional.empty(),
                executor);
        return last;
      }

      @Override
      public void close() {
        onClose.run();
      }
    };
  }
}
