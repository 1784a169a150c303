package nustream.results.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/** A walk over the classifications that match a filter. */
public final class ClassificationWalk extends Walk<StoredClassification> {
  /** A record holds one classification. */
  private static final Table TABLE = new Table("classifications", "0");

  private final SolutionDatabase database;
  private final ClassificationFilter filter;

  private ClassificationWalk(
      SolutionDatabase database, ClassificationFilter filter, int pageRows, Start start) {
    super(database.readers(), pageRows, start);
    this.database = database;
    this.filter = filter;
  }

  /** From the first classification. */
  public static ClassificationWalk fromBeginning(
      SolutionDatabase database, ClassificationFilter filter, int pageRows) {
    return new ClassificationWalk(
        database, filter, pageRows, Start.atBeginning(database.classificationExtent()));
  }

  /** From what this replica takes in next. */
  public static ClassificationWalk fromNow(
      SolutionDatabase database, ClassificationFilter filter, int pageRows) {
    return new ClassificationWalk(
        database, filter, pageRows, Start.now(database.classificationExtent()));
  }

  /**
   * From what lies behind the cursor, of this replica or another.
   *
   * @throws NustreamException {@link ErrorWord#INVALID_CURSOR} when it is of other topics
   */
  public static ClassificationWalk after(
      SolutionDatabase database, ClassificationFilter filter, int pageRows, String text) {
    Start start = Start.after(database.classificationExtent(), text, database.readers(), TABLE);
    return new ClassificationWalk(database, filter, pageRows, start);
  }

  @Override
  public Extent extent() {
    return database.classificationExtent();
  }

  @Override
  Condition condition() {
    return filter.onClassifications();
  }

  @Override
  String query() {
    return "select " + ClassificationRows.SELECTED + " from " + TABLE.name();
  }

  @Override
  StoredClassification read(ResultSet row, Position position) throws SQLException {
    MapOrigin origin = database.mapOrigin(row.getInt(ClassificationRows.ORIGIN_COLUMN));
    return new StoredClassification(ClassificationRows.read(row, origin), position);
  }
}
