package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.duckdb.DuckDBConnection;

/**
 * A walk over the rows of a table that match a filter, a page at a time, in the order in which this
 * replica took them in; along every partition that is the order of the topic. For one thread at a
 * time; holds nothing between pages.
 */
public abstract class Walk<S extends Stored> {
  /** A page whose scan found few matches is followed by a longer scan, up to this many rows. */
  private static final long MAX_SCAN_ROWS = 1 << 17;

  private final Readers readers;
  private final int pageRows;
  private final long generation;
  private Cursor cursor;
  private long nextSeq;
  private long scanRows;

  Walk(Readers readers, int pageRows, Start start) {
    this.readers = readers;
    this.pageRows = pageRows;
    this.generation = start.extent().generation();
    this.cursor = start.cursor();
    this.nextSeq = start.nextSeq();
    this.scanRows = pageRows;
  }

  /**
   * The columns of a table that a walk needs.
   *
   * @param index an expression for the place of a row in its record
   */
  record Table(String name, String index) {}

  /** Where a walk begins. */
  record Start(Extent extent, Cursor cursor, long nextSeq) {

    /** From the first row. */
    static Start atBeginning(Extent extent) {
      return new Start(extent, new Cursor(known(extent).topic(), new TreeMap<>()), 0);
    }

    /** From what this replica takes in next. */
    static Start now(Extent extent) {
      return new Start(extent, known(extent), extent.endSeq());
    }

    /**
     * From what lies behind the cursor, of this replica or another.
     *
     * @throws NustreamException {@link ErrorWord#INVALID_CURSOR} when it is of other topics
     */
    static Start after(Extent extent, String text, Readers readers, Table table) {
      Cursor cursor = Cursor.decode(text);
      if (cursor.topic() != known(extent).topic()) {
        throw Cursor.invalid(text);
      }
      long first = readers.read(connection -> firstAfter(connection, cursor, extent, table));
      return new Start(extent, cursor, first);
    }

    private static Cursor known(Extent extent) {
      return extent
          .end()
          .orElseThrow(
              () ->
                  new NustreamException(
                      ErrorWord.BROKER_UNAVAILABLE, "the topics have not been found yet"));
    }
  }

  /** How far the table reaches now. */
  public abstract Extent extent();

  /** The condition that rows match. */
  abstract Condition condition();

  /**
   * The query up to its condition. Its first columns are seq, partition, offset and index of a row.
   */
  abstract String query();

  /** What the row holds. */
  abstract S read(ResultSet row, Position position) throws SQLException;

  /** Behind the last item that was handed out. */
  public final Cursor cursor() {
    return cursor;
  }

  /** Moves the cursor behind an item of the last page, when it has been handed out. */
  public final void handedOut(S item) {
    cursor = cursor.after(item.position());
  }

  /**
   * Whether nothing is left before this seq.
   *
   * @throws NustreamException {@link ErrorWord#INVALID_CURSOR} when the topics were replaced by
   *     others since the walk began
   */
  public final boolean isAt(long endSeq) {
    if (extent().generation() != generation) {
      throw Cursor.invalid(cursor.encode());
    }
    return nextSeq >= endSeq;
  }

  /**
   * The next items before this seq, at most a page of them. Empty does not mean that the end has
   * been reached: a scan is bounded too.
   */
  public final List<S> next(long endSeq) {
    long scanEnd = Math.min(endSeq, nextSeq + scanRows);
    List<S> page = new ArrayList<>();
    long[] lastSeq = {-1};
    int rows = readers.read(connection -> scan(connection, scanEnd, page, lastSeq));
    if (rows == pageRows) {
      nextSeq = lastSeq[0] + 1;
      scanRows = Math.max(pageRows, scanRows / 2);
    } else {
      nextSeq = scanEnd;
      scanRows = Math.min(MAX_SCAN_ROWS, rows < pageRows / 2 ? scanRows * 2 : scanRows);
    }
    return page;
  }

  private int scan(DuckDBConnection connection, long scanEnd, List<S> page, long[] lastSeq)
      throws SQLException {
    Condition condition = condition();
    String query =
        query() + " where seq >= ? and seq < ? and " + condition.sql() + " order by seq limit ?";
    int rows = 0;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, nextSeq);
      statement.setLong(2, scanEnd);
      statement.setInt(condition.bind(statement, 3), pageRows);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows++;
          lastSeq[0] = row.getLong(1);
          Position position = new Position(row.getInt(2), row.getLong(3), row.getInt(4));
          if (!cursor.covers(position)) {
            page.add(read(row, position));
          }
        }
      }
    }
    return rows;
  }

  /** The seq of the first row here that the cursor does not cover. */
  private static long firstAfter(
      DuckDBConnection connection, Cursor cursor, Extent extent, Table table) throws SQLException {
    if (cursor.places().isEmpty()) {
      return 0;
    }
    String partitions =
        cursor.places().keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String beyond =
        cursor.places().keySet().stream()
            .map(
                p ->
                    "(partition_no = %d and (record_offset, %s) > (?, ?))"
                        .formatted(p, table.index()))
            .collect(Collectors.joining(" or "));
    String query =
        "select min(seq) from %s where partition_no not in (%s) or %s"
            .formatted(table.name(), partitions, beyond);
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      int at = 1;
      for (Map.Entry<Integer, Cursor.Place> place : cursor.places().entrySet()) {
        statement.setLong(at++, place.getValue().offset());
        statement.setInt(at++, place.getValue().index());
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long first = row.getLong(1);
        return row.wasNull() ? extent.endSeq() : first;
      }
    }
  }
}
