package nustream.results.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.duckdb.DuckDBConnection;

/**
 * Writes solutions and classifications to files, of which a bounded number with a bounded number of
 * rows exist.
 */
public final class Exports {
  private final SolutionDatabase database;
  private final Path folder;
  private final long maxRows;

  /** How a file is written. */
  public enum Format {
    PARQUET,
    CSV,
    NPZ
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
    return write(new ExportedSolutions(filter), format, cancel);
  }

  /**
   * Writes what the filter matches, by campaign and number.
   *
   * @throws NustreamException as for solutions
   */
  public ExportFile write(ClassificationFilter filter, Format format, QueryCancel cancel) {
    return write(new ExportedClassifications(filter), format, cancel);
  }

  private ExportFile write(ExportedRows exported, Format format, QueryCancel cancel) {
    Path path = folder.resolve(UUID.randomUUID() + "." + format.name().toLowerCase());
    try {
      return database
          .readers()
          .snapshot(connection -> write(connection, exported, format, path, cancel));
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
      ExportedRows exported,
      Format format,
      Path path,
      QueryCancel cancel)
      throws SQLException {
    long rows = exported.count(connection, cancel);
    if (rows > maxRows) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT,
          exported.noun() + " that match the filter",
          rows,
          "at most " + maxRows + " in one export; narrow the filter");
    }
    Map<String, String> provenance = exported.provenance(connection, rows, cancel);
    switch (format) {
      case PARQUET ->
          copy(
              connection,
              exported,
              path,
              parquet("zstd, kv_metadata " + struct(provenance)),
              cancel);
      case CSV -> copy(connection, exported, path, "format csv, header", cancel);
      case NPZ -> writeArrays(connection, exported, path, provenance, rows, cancel);
    }
    byte[] head = format == Format.CSV ? comment(provenance) : new byte[0];
    return ExportFile.open(path, head, rows);
  }

  private static void copy(
      DuckDBConnection connection,
      ExportedRows exported,
      Path path,
      String options,
      QueryCancel cancel)
      throws SQLException {
    String copy =
        "copy (" + exported.query() + ") to " + literal(path.toString()) + " (" + options + ")";
    try (PreparedStatement statement = connection.prepareStatement(copy)) {
      exported.condition().bind(statement, 1);
      cancel.execute(statement);
    }
  }

  private static String parquet(String compression) {
    return "format parquet, row_group_size 32768, compression " + compression;
  }

  /** By way of a file of columns: rows are sorted once, and then read column by column. */
  private static void writeArrays(
      DuckDBConnection connection,
      ExportedRows exported,
      Path path,
      Map<String, String> provenance,
      long rows,
      QueryCancel cancel)
      throws SQLException {
    Path columns = path.resolveSibling(path.getFileName() + ".parquet");
    try {
      copy(connection, exported, columns, parquet("lz4_raw"), cancel);
      new ColumnArrays(connection, columns, rows, cancel)
          .write(path, exported.matrices(), provenance);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    } finally {
      delete(columns);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }

  /** COPY takes its options as text only. */
  private static String struct(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + literal(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A standard SQL string: nothing but the quote is special in it. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static byte[] comment(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> "# " + entry.getKey() + ": " + entry.getValue() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}
