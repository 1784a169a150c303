package nustream.results.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBConnection;

/**
 * A table of origins in memory: rows elsewhere name them by number. There are few of them, of about
 * half a kilobyte. One thread adds, any number look up.
 */
abstract class NumberedOrigins<O> {
  private final Map<Integer, O> byNumber = new ConcurrentHashMap<>();
  private final Map<O, Integer> numbers = new ConcurrentHashMap<>();
  private final String table;

  /**
   * @param table its first column, {@code no}, is the number
   */
  NumberedOrigins(String table) {
    this.table = table;
  }

  /** The origin in a row of the table. */
  abstract O read(ResultSet row) throws SQLException;

  /** Adds a row to the table. */
  abstract void insert(int number, O origin, DuckDBConnection connection) throws SQLException;

  final O of(int number) {
    return byNumber.get(number);
  }

  /** The number of this origin, which is added to the table when it is new. */
  final int numberOf(O origin, DuckDBConnection connection) throws SQLException {
    Integer known = numbers.get(origin);
    if (known != null) {
      return known;
    }
    int number = byNumber.size();
    insert(number, origin, connection);
    byNumber.put(number, origin);
    numbers.put(origin, number);
    return number;
  }

  final void forget() {
    byNumber.clear();
    numbers.clear();
  }

  /** At the start, and after a rollback: what had been added is not in the table. */
  final void load(DuckDBConnection connection) throws SQLException {
    forget();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from " + table)) {
      while (row.next()) {
        O origin = read(row);
        byNumber.put(row.getInt("no"), origin);
        numbers.put(origin, row.getInt("no"));
      }
    }
  }
}
