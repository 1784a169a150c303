package nustream.results.api;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/** A bounded number of calls of one kind ("streams"), and what ends them all. Thread-safe. */
final class Places {
  private final String noun;
  private final int size;
  private final ErrorWord whenFull;
  private final Set<Place> taken = ConcurrentHashMap.newKeySet();

  Places(String noun, int size, ErrorWord whenFull) {
    this.noun = noun;
    this.size = size;
    this.whenFull = whenFull;
  }

  /** A place that is held until it is closed. */
  final class Place implements AutoCloseable {
    private volatile Runnable end = () -> {};

    private Place() {}

    /** How the call that holds the place is ended from outside. */
    void endWith(Runnable end) {
      this.end = end;
    }

    /** The second call does nothing. */
    @Override
    public void close() {
      taken.remove(this);
    }
  }

  /** Takes a place, or throws {@link NustreamException} when none is free. */
  synchronized Place take() {
    if (taken.size() >= size) {
      throw NustreamException.about(
          whenFull, noun + " at the same time", size + 1, "at most " + size);
    }
    Place place = new Place();
    taken.add(place);
    return place;
  }

  int inUse() {
    return taken.size();
  }

  void endAll() {
    taken.forEach(place -> place.end.run());
  }
}
