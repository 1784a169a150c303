package nustream.results.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nustream.arrays.ArrayWriter;
import nustream.arrays.NpyType;
import nustream.arrays.NpzWriter;
import org.duckdb.DuckDBConnection;

/**
 * The columns of a Parquet file as arrays of NumPy, one after the other. Arrays have no nulls: NaN,
 * -1 for whole numbers and empty text stand for them. For one thread.
 */
final class ColumnArrays {
  static final String PROVENANCE = "provenance.json";

  /** Rows read at once: 21 columns of 8 bytes are 11 MB. */
  private static final int SLICE_ROWS = 65_536;

  private static final long NO_NUMBER = -1;

  private final DuckDBConnection connection;
  private final String source;
  private final long rows;
  private final QueryCancel cancel;

  /**
   * @param parquet file with the rows in their order
   * @param rows in it
   */
  ColumnArrays(DuckDBConnection connection, Path parquet, long rows, QueryCancel cancel) {
    this.connection = connection;
    this.source =
        "read_parquet(" + Exports.literal(parquet.toString()) + ", file_row_number = true)";
    this.rows = rows;
    this.cancel = cancel;
  }

  /**
   * Writes the file.
   *
   * @param matrices name and columns of arrays with two axes
   */
  void write(Path npz, Map<String, List<String>> matrices, Map<String, String> provenance)
      throws IOException, SQLException {
    try (var arrays = new NpzWriter(new BufferedOutputStream(Files.newOutputStream(npz)))) {
      for (Map.Entry<String, String> column : columns().entrySet()) {
        write(arrays, column.getKey(), column.getValue());
      }
      for (Map.Entry<String, List<String>> matrix : matrices.entrySet()) {
        int width = matrix.getValue().size();
        try (ArrayWriter array = arrays.array(matrix.getKey(), NpyType.FLOAT64, rows, width)) {
          read(
              matrix.getValue().stream()
                  .map(ColumnArrays::identifier)
                  .collect(Collectors.joining(", ")),
              row -> {
                for (int i = 1; i <= width; i++) {
                  array.putDouble(number(row, i));
                }
              });
        }
      }
      arrays.json(PROVENANCE, provenance);
    }
  }

  /** Name and SQL type. */
  private Map<String, String> columns() throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "describe select * exclude (file_row_number) from " + source);
        ResultSet row = cancel.query(statement)) {
      while (row.next()) {
        columns.put(row.getString("column_name"), row.getString("column_type"));
      }
    }
    return columns;
  }

  private void write(NpzWriter arrays, String name, String type) throws IOException, SQLException {
    String column = identifier(name);
    try (ArrayWriter array = arrays.array(name, arrayType(column, type), rows)) {
      switch (type) {
        case "DOUBLE" -> read(column, row -> array.putDouble(number(row, 1)));
        case "INTEGER", "BIGINT" -> read(column, row -> array.putLong(wholeNumber(row)));
        // The driver's getLong refuses numbers from 2^63 on.
        case "UBIGINT" ->
            read(
                column + "::varchar",
                row -> array.putLong(Long.parseUnsignedLong(row.getString(1))));
        default -> read(column, row -> array.putText(text(row)));
      }
    }
  }

  private NpyType arrayType(String column, String type) throws SQLException {
    return switch (type) {
      case "DOUBLE" -> NpyType.FLOAT64;
      case "INTEGER", "BIGINT" -> NpyType.INT64;
      case "UBIGINT" -> NpyType.UINT64;
      case "VARCHAR" -> NpyType.text(longest(column));
      default -> throw new IllegalStateException("column " + column + " is of type " + type);
    };
  }

  private int longest(String column) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select coalesce(max(length(" + column + ")), 0) from " + source);
        ResultSet row = cancel.query(statement)) {
      row.next();
      return row.getInt(1);
    }
  }

  /** What is done with a row. */
  private interface RowAction {
    void on(ResultSet row) throws IOException, SQLException;
  }

  private void read(String columns, RowAction action) throws IOException, SQLException {
    String query =
        "select "
            + columns
            + " from "
            + source
            + " where file_row_number >= ? and file_row_number < ? order by file_row_number";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (long first = 0; first < rows; first += SLICE_ROWS) {
        statement.setLong(1, first);
        statement.setLong(2, first + SLICE_ROWS);
        try (ResultSet row = cancel.query(statement)) {
          while (row.next()) {
            action.on(row);
          }
        }
      }
    }
  }

  private static double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  private static long wholeNumber(ResultSet row) throws SQLException {
    long value = row.getLong(1);
    return row.wasNull() ? NO_NUMBER : value;
  }

  private static String text(ResultSet row) throws SQLException {
    String value = row.getString(1);
    return value == null ? "" : value;
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
