package nustream.results.store;

/**
 * Where a solution stands in the topic of solutions: the same on every replica and after every
 * rebuild.
 *
 * @param partition partition of the topic
 * @param offset offset of the block's record
 * @param index place of the solution in its candidate block
 */
public record Position(int partition, long offset, int index) {

  /** Whether this one comes after the place (offset, index) of its own partition. */
  boolean isAfter(long otherOffset, int otherIndex) {
    return offset > otherOffset || (offset == otherOffset && index > otherIndex);
  }
}
