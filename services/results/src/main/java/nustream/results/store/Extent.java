package nustream.results.store;

import java.util.Optional;

/**
 * How far a table reaches.
 *
 * @param generation counted up when everything was forgotten because the topics are other ones
 * @param endSeq the seq that the next row will have
 * @param end behind everything taken in; empty until the topics are known
 */
public record Extent(long generation, long endSeq, Optional<Cursor> end) {

  /** With so many more rows, up to this end. */
  Extent grown(int rows, Optional<Cursor> newEnd) {
    return new Extent(generation, endSeq + rows, newEnd);
  }
}
