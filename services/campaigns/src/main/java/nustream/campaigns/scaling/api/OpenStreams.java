package nustream.campaigns.scaling.api;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;

/** The streams that are open: no more than a limit, and all of them ended by a drain. */
final class OpenStreams {
  private final int limit;
  private final Set<Stream<?>> open = ConcurrentHashMap.newKeySet();
  private boolean draining;

  /** A stream that can be ended from outside. */
  interface Stream<T> extends Source<T> {
    /** Ends it with this failure. */
    void fail(Throwable why);
  }

  OpenStreams(int limit) {
    this.limit = limit;
  }

  /**
   * Opens a stream, which is to run what it is given when it closes.
   *
   * @throws NustreamException OVERLOADED when there are too many, DRAINING when the service stops
   */
  synchronized <T, S extends Stream<T>> S open(Function<Runnable, S> maker) {
    if (draining) {
      throw stopping();
    }
    if (open.size() >= limit) {
      throw NustreamException.about(
          ErrorWord.OVERLOADED, "open streams", open.size(), Integer.toString(limit));
    }
    var opened = new Closing<S>();
    opened.stream = maker.apply(() -> open.remove(opened.stream));
    open.add(opened.stream);
    return opened.stream;
  }

  int count() {
    return open.size();
  }

  /** Ends all of them, so that their readers go to another replica. */
  void drain() {
    synchronized (this) {
      draining = true;
    }
    open.forEach(stream -> stream.fail(stopping()));
  }

  /** Lets a stream be named in what it runs when it closes. */
  private static final class Closing<S> {
    private volatile S stream;
  }

  private static NustreamException stopping() {
    return new NustreamException(ErrorWord.DRAINING, "shutting down; ask another replica");
  }
}
