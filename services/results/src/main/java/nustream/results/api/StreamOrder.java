package nustream.results.api;

import java.util.function.Supplier;
import nustream.results.store.Stored;
import nustream.results.store.Walk;

/**
 * A stream that was asked for.
 *
 * @param opening makes the walk, on a thread that may block
 * @param items what the caller gets
 */
record StreamOrder<S extends Stored, I>(
    StreamTerms terms, Supplier<? extends Walk<S>> opening, Items<S, I> items) {

  /** What the caller gets. */
  interface Items<S, I> {
    /** An item that holds nothing but where the stream begins. */
    I start(String cursor);

    I of(S stored, String cursor);
  }

  /** Now is when the call came, not when a thread is free. */
  static <W> Supplier<W> from(boolean now, Supplier<W> fromNow, Supplier<W> later) {
    if (!now) {
      return later;
    }
    W walk = fromNow.get();
    return () -> walk;
  }
}
