package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.duckdb.DuckDBConnection;

/**
 * A walk over the solutions that match a filter, a page at a time, in the order in which this
 * replica took them in; along every partition that is the order of the topic. For one thread at a
 * time; holds nothing between pages.
 */
public final class SolutionWalk {
  /** A page whose scan found few matches is followed by a longer scan, up to this many rows. */
  private static final long MAX_SCAN_ROWS = 1 << 17;

  private final SolutionDatabase database;
  private final SolutionFilter filter;
  private final int pageRows;
  private final long generation;
  private Cursor cursor;
  private long nextSeq;
  private long scanRows;

  private SolutionWalk(
      SolutionDatabase database,
      SolutionFilter filter,
      int pageRows,
      Extent extent,
      Cursor cursor,
      long nextSeq) {
    this.database = database;
    this.filter = filter;
    this.pageRows = pageRows;
    this.generation = extent.generation();
    this.cursor = cursor;
    this.nextSeq = nextSeq;
    this.scanRows = pageRows;
  }

  /** From the first solution. */
  public static SolutionWalk fromBeginning(
      SolutionDatabase database, SolutionFilter filter, int pageRows) {
    Extent extent = database.extent();
    Cursor start = new Cursor(known(extent).topic(), new java.util.TreeMap<>());
    return new SolutionWalk(database, filter, pageRows, extent, start, 0);
  }

  /** From what this replica takes in next. */
  public static SolutionWalk fromNow(
      SolutionDatabase database, SolutionFilter filter, int pageRows) {
    Extent extent = database.extent();
    return new SolutionWalk(database, filter, pageRows, extent, known(extent), extent.endSeq());
  }

  /**
   * From what lies behind the cursor, of this replica or another.
   *
   * @throws NustreamException {@link ErrorWord#INVALID_CURSOR} when it is of other topics
   */
  public static SolutionWalk after(
      SolutionDatabase database, SolutionFilter filter, int pageRows, String text) {
    Extent extent = database.extent();
    Cursor cursor = Cursor.decode(text);
    if (cursor.topic() != known(extent).topic()) {
      throw Cursor.invalid(text);
    }
    long first = database.readers().read(connection -> firstAfter(connection, cursor, extent));
    return new SolutionWalk(database, filter, pageRows, extent, cursor, first);
  }

  /** Behind the last solution that was handed out. */
  public Cursor cursor() {
    return cursor;
  }

  /** Moves the cursor behind a solution of the last page, when it has been handed out. */
  public void handedOut(StoredSolution solution) {
    cursor = cursor.after(solution.position());
  }

  /**
   * Whether nothing is left before this seq.
   *
   * @throws NustreamException {@link ErrorWord#INVALID_CURSOR} when the topics were replaced by
   *     others since the walk began
   */
  public boolean isAt(long endSeq) {
    if (database.extent().generation() != generation) {
      throw Cursor.invalid(cursor.encode());
    }
    return nextSeq >= endSeq;
  }

  /**
   * The next solutions before this seq, at most a page of them. Empty does not mean that the end
   * has been reached: a scan is bounded too.
   */
  public List<StoredSolution> next(long endSeq) {
    long scanEnd = Math.min(endSeq, nextSeq + scanRows);
    List<StoredSolution> page = new ArrayList<>();
    long[] lastSeq = {-1};
    int rows = database.readers().read(connection -> scan(connection, scanEnd, page, lastSeq));
    if (rows == pageRows) {
      nextSeq = lastSeq[0] + 1;
      scanRows = Math.max(pageRows, scanRows / 2);
    } else {
      nextSeq = scanEnd;
      scanRows = Math.min(MAX_SCAN_ROWS, rows < pageRows / 2 ? scanRows * 2 : scanRows);
    }
    return page;
  }

  private int scan(
      DuckDBConnection connection, long scanEnd, List<StoredSolution> page, long[] lastSeq)
      throws SQLException {
    Condition condition = filter.onSolutions();
    String query =
        "select "
            + SolutionRows.SELECTED
            + " from solutions where seq >= ? and seq < ? and "
            + condition.sql()
            + " order by seq limit ?";
    int rows = 0;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, nextSeq);
      statement.setLong(2, scanEnd);
      statement.setInt(condition.bind(statement, 3), pageRows);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows++;
          lastSeq[0] = row.getLong(1);
          Position position = new Position(row.getInt(3), row.getLong(4), row.getInt(5));
          if (!cursor.covers(position)) {
            page.add(
                new StoredSolution(
                    SolutionRows.read(row), position, database.origin(row.getInt(2))));
          }
        }
      }
    }
    return rows;
  }

  /** The seq of the first row here that the cursor does not cover. */
  private static long firstAfter(DuckDBConnection connection, Cursor cursor, Extent extent)
      throws SQLException {
    if (cursor.places().isEmpty()) {
      return 0;
    }
    String partitions =
        cursor.places().keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String beyond =
        cursor.places().keySet().stream()
            .map(p -> "(partition_no = " + p + " and (record_offset, index_no) > (?, ?))")
            .collect(Collectors.joining(" or "));
    String query =
        "select min(seq) from solutions where partition_no not in ("
            + partitions
            + ") or "
            + beyond;
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

  private static Cursor known(Extent extent) {
    return extent
        .end()
        .orElseThrow(
            () ->
                new NustreamException(
                    ErrorWord.BROKER_UNAVAILABLE, "the topics have not been found yet"));
  }
}
