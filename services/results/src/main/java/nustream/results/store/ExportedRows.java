package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** What is written to a file: rows that match a filter, and where they come from. */
sealed interface ExportedRows permits ExportedSolutions, ExportedClassifications {

  /** What a row is, in the plural. */
  String noun();

  /** The table that is counted. */
  String table();

  /** On the columns of that table. */
  Condition condition();

  /** The rows in the order of the file; the question marks are those of the condition. */
  String query();

  /** Arrays of several columns of floating-point numbers each, for files of arrays. */
  default Map<String, List<String>> matrices() {
    return Map.of();
  }

  /** Key and value in the order of the file. */
  Map<String, String> provenance(DuckDBConnection connection, long rows, QueryCancel cancel)
      throws SQLException;

  /** How many there are. */
  default long count(DuckDBConnection connection, QueryCancel cancel) throws SQLException {
    Condition condition = condition();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select count(*) from " + table() + " where " + condition.sql())) {
      condition.bind(statement, 1);
      try (ResultSet row = cancel.query(statement)) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
