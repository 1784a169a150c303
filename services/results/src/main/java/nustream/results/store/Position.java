package nustream.results.store;

/**
 * Where something stands in its topic: the same on every replica and after every rebuild.
 *
 * @param partition partition of the topic
 * @param offset offset of the record
 * @param index place of a solution in its candidate block; 0 for a classification
 */
public record Position(int partition, long offset, int index) {

  /** Whether this one comes after the place (offset, index) of its own partition. */
  boolean isAfter(long otherOffset, int otherIndex) {
    return offset > otherOffset || (offset == otherOffset && index > otherIndex);
  }
}
