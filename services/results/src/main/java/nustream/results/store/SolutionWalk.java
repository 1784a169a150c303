package nustream.results.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/** A walk over the solutions that match a filter. */
public final class SolutionWalk extends Walk<StoredSolution> {
  private static final Table TABLE = new Table("solutions", "index_no");

  private final SolutionDatabase database;
  private final SolutionFilter filter;

  private SolutionWalk(
      SolutionDatabase database, SolutionFilter filter, int pageRows, Start start) {
    super(database.readers(), pageRows, start);
    this.database = database;
    this.filter = filter;
  }

  /** From the first solution. */
  public static SolutionWalk fromBeginning(
      SolutionDatabase database, SolutionFilter filter, int pageRows) {
    return new SolutionWalk(database, filter, pageRows, Start.atBeginning(database.extent()));
  }

  /** From what this replica takes in next. */
  public static SolutionWalk fromNow(
      SolutionDatabase database, SolutionFilter filter, int pageRows) {
    return new SolutionWalk(database, filter, pageRows, Start.now(database.extent()));
  }

  /**
   * From what lies behind the cursor, of this replica or another.
   *
   * @throws NustreamException {@link ErrorWord#INVALID_CURSOR} when it is of other topics
   */
  public static SolutionWalk after(
      SolutionDatabase database, SolutionFilter filter, int pageRows, String text) {
    Start start = Start.after(database.extent(), text, database.readers(), TABLE);
    return new SolutionWalk(database, filter, pageRows, start);
  }

  @Override
  public Extent extent() {
    return database.extent();
  }

  @Override
  Condition condition() {
    return filter.onSolutions();
  }

  @Override
  String query() {
    return "select " + SolutionRows.SELECTED + " from " + TABLE.name();
  }

  @Override
  StoredSolution read(ResultSet row, Position position) throws SQLException {
    return new StoredSolution(
        SolutionRows.read(row), position, database.origin(row.getInt(SolutionRows.ORIGIN_COLUMN)));
  }
}
