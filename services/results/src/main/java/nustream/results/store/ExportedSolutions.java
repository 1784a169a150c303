package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Solutions by campaign, block and index. */
record ExportedSolutions(SolutionFilter filter) implements ExportedRows {

  @Override
  public String noun() {
    return "solutions";
  }

  @Override
  public String table() {
    return "solutions";
  }

  @Override
  public Condition condition() {
    return filter.onSolutions();
  }

  @Override
  public String query() {
    return ExportColumns.query(condition().sql());
  }

  @Override
  public Map<String, List<String>> matrices() {
    return Map.of("parameters", ExportColumns.parameterNames());
  }

  @Override
  public Map<String, String> provenance(DuckDBConnection connection, long rows, QueryCancel cancel)
      throws SQLException {
    return Provenance.of(origins(connection, rows, cancel), filter, rows);
  }

  private List<Origin> origins(DuckDBConnection connection, long rows, QueryCancel cancel)
      throws SQLException {
    Condition condition = rows == 0 ? filter.onOrigins() : filter.onSolutions();
    String query =
        rows == 0
            ? "select * from origins where " + condition.sql()
            : "select * from origins where no in (select distinct origin from solutions where "
                + condition.sql()
                + ")";
    List<Origin> origins = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      condition.bind(statement, 1);
      try (ResultSet row = cancel.query(statement)) {
        while (row.next()) {
          origins.add(Origins.originOf(row));
        }
      }
    }
    return origins;
  }
}
