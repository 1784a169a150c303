package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A condition of a query: its text, made of column names of ours and question marks only, and the
 * values of the question marks in order.
 */
record Condition(String sql, List<Object> values) {
  Condition {
    values = List.copyOf(values);
  }

  static Condition allOf(List<String> terms, List<Object> values) {
    return new Condition(terms.isEmpty() ? "true" : String.join(" and ", terms), values);
  }

  /** Sets the values from this question mark (counted from 1) on; answers the next one. */
  int bind(PreparedStatement statement, int first) throws SQLException {
    int place = first;
    for (Object value : values) {
      statement.setObject(place++, value);
    }
    return place;
  }
}
