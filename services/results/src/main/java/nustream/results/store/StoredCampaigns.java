package nustream.results.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** The campaigns of which anything has been taken in, the latest first. */
public final class StoredCampaigns {
  private final SolutionDatabase database;

  public StoredCampaigns(SolutionDatabase database) {
    this.database = database;
  }

  /** At most so many that gave solutions. */
  public List<String> ofSolutions(int limit) {
    return database.readers().read(connection -> ids(connection, "origins", limit));
  }

  /** At most so many that gave classifications. */
  public List<String> ofMaps(int limit) {
    return database.readers().read(connection -> ids(connection, "map_origins", limit));
  }

  private static List<String> ids(DuckDBConnection connection, String table, int limit)
      throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select campaign from "
                    + table
                    + " group by campaign order by max(no) desc limit "
                    + limit)) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }
}
