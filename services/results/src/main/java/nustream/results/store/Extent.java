package nustream.results.store;

import java.util.Optional;

/**
 * How far the table of solutions reaches.
 *
 * @param generation counted up when everything was forgotten because the topics are other ones
 * @param endSeq the seq that the next row will have
 * @param end behind everything taken in; empty until the topics are known
 */
public record Extent(long generation, long endSeq, Optional<Cursor> end) {}
