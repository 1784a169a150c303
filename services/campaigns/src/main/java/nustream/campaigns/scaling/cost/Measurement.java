package nustream.campaigns.scaling.cost;

import java.util.Comparator;

/**
 * What some work cost, as the record of its answer tells it.
 *
 * @param place where the answer stands
 * @param work what was asked for
 * @param digest the model that did it
 * @param seconds compute seconds of all of its items, of one worker thread
 */
public record Measurement(Place place, Work work, String digest, double seconds) {
  public Measurement {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("seconds = " + seconds + ", want a number of at least 0");
    }
    if (work.items() < 1) {
      throw new IllegalArgumentException("items = " + work.items() + ", want at least 1");
    }
  }

  /** Units of work that were done. */
  double units() {
    return work.items() * work.shape().units();
  }

  /**
   * Place of a record in the topic of answers. Records are ordered by time, and by partition and
   * offset where that is the same, so that all readers of a topic have one order.
   *
   * @param timestampMs milliseconds since 1970-01-01 UTC, given by who wrote the record
   */
  public record Place(int partition, long offset, long timestampMs) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::timestampMs)
            .thenComparingInt(Place::partition)
            .thenComparingLong(Place::offset);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
