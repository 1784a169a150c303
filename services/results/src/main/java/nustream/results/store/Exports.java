package nustream.results.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.duckdb.DuckDBConnection;

/** Writes solutions to files, of which a bounded number with a bounded number of rows exist. */
public final class Exports {
  private final SolutionDatabase database;
  private final Path folder;
  private final long maxRows;

  /** How a file is written. */
  public enum Format {
    PARQUET,
    CSV
  }

  /**
   * Files are made in this folder, which is emptied: what is there was left by a crash.
   *
   * @param maxRows of one file
   */
  public Exports(SolutionDatabase database, Path folder, long maxRows) {
    this.database = database;
    this.folder = folder;
    this.maxRows = maxRows;
    try {
      Files.createDirectories(folder);
      try (Stream<Path> left = Files.list(folder)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + folder, e);
    }
  }

  /**
   * Writes what the filter matches, by campaign, block and index.
   *
   * @throws NustreamException {@link ErrorWord#OVER_LIMIT} when there are too many rows; {@link
   *     ErrorWord#CANCELLED}
   */
  public ExportFile write(SolutionFilter filter, Format format, QueryCancel cancel) {
    Path path = folder.resolve(UUID.randomUUID() + "." + format.name().toLowerCase());
    try {
      return database
          .readers()
          .snapshot(connection -> write(connection, filter, format, path, cancel));
    } catch (RuntimeException e) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException notRemoved) {
        e.addSuppressed(notRemoved);
      }
      throw e;
    }
  }

  private ExportFile write(
      DuckDBConnection connection,
      SolutionFilter filter,
      Format format,
      Path path,
      QueryCancel cancel)
      throws SQLException {
    long rows = Summaries.countSolutions(connection, filter, cancel);
    if (rows > maxRows) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT,
          "solutions that match the filter",
          rows,
          "at most " + maxRows + " in one export; narrow the filter");
    }
    Map<String, String> provenance =
        Provenance.of(origins(connection, filter, rows, cancel), filter, rows);
    Condition condition = filter.onSolutions();
    String copy =
        "copy ("
            + ExportColumns.query(condition.sql())
            + ") to "
            + literal(path.toString())
            + switch (format) {
              case PARQUET ->
                  " (format parquet, compression zstd, row_group_size 32768, kv_metadata "
                      + struct(provenance)
                      + ")";
              case CSV -> " (format csv, header)";
            };
    try (PreparedStatement statement = connection.prepareStatement(copy)) {
      condition.bind(statement, 1);
      cancel.execute(statement);
    }
    byte[] head = format == Format.CSV ? comment(provenance) : new byte[0];
    return ExportFile.open(path, head, rows);
  }

  private static List<Origin> origins(
      DuckDBConnection connection, SolutionFilter filter, long rows, QueryCancel cancel)
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
          origins.add(Origins.read(row));
        }
      }
    }
    return origins;
  }

  /** COPY takes its options as text only. */
  private static String struct(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + literal(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A standard SQL string: nothing but the quote is special in it. */
  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static byte[] comment(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> "# " + entry.getKey() + ": " + entry.getValue() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}
