package nustream.results.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** The tables, and the version that says whether a file has them. */
final class Schema {
  /** Counted up with every change of the tables: a file of another version is rebuilt. */
  static final int VERSION = 2;

  private static final List<String> TABLES =
      List.of(
          "solutions",
          "blocks",
          "origins",
          "verdicts",
          "classifications",
          "map_origins",
          "positions");

  private Schema() {}

  /** Whether the file is empty, as a new one is. */
  static boolean isEmpty(DuckDBConnection connection) throws SQLException {
    return count(connection, "select count(*) from duckdb_tables()") == 0;
  }

  /** Whether the file has the tables of this version. */
  static boolean isCurrent(DuckDBConnection connection) throws SQLException {
    long about =
        count(connection, "select count(*) from duckdb_tables() where table_name = 'about'");
    return about == 1 && count(connection, "select schema_version from about") == VERSION;
  }

  static void create(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table about (schema_version integer not null)");
      statement.execute("insert into about values (" + VERSION + ")");
      createTables(statement);
    }
  }

  /** Forgets everything that came from the topics. */
  static void recreate(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("drop table " + table);
      }
      createTables(statement);
    }
  }

  // No primary keys: one thread writes, and it looks keys up in the transaction that adds them. An
  // index would cost memory per row.
  private static void createTables(Statement statement) throws SQLException {
    statement.execute(
        """
        create table origins (
          no integer not null, campaign varchar not null, model_digest varchar not null,
          model varchar not null, prior varchar not null, release varchar not null,
          ordering integer not null, target integer not null, seed ubigint not null,
          guidance double, steps integer, eta double, generator varchar not null)\
        """);
    statement.execute("create table blocks (origin integer not null, block bigint not null)");
    String columns =
        Arrays.stream(Column.values())
            .map(column -> column.sql() + " double")
            .collect(Collectors.joining(", "));
    // seq counts up as rows arrive here: pages walk along it, and nothing outside knows it.
    statement.execute(
        """
        create table solutions (
          seq bigint not null, origin integer not null, block bigint not null,
          partition_no integer not null, record_offset bigint not null, index_no integer not null,
          id varchar not null, stage integer not null,
        """
            + columns
            + ", masses_eV double[3] not null, parameters double[21] not null)");
    statement.execute(
        """
        create table verdicts (
          campaign varchar not null, block bigint not null, model_digest varchar not null,
          generated integer not null, accepted integer not null,
          dm2_21 integer not null, dm2_3l integer not null, s12sq integer not null,
          s13sq integer not null, s23sq integer not null, not_finite integer not null)\
        """);
    statement.execute(
        """
        create table map_origins (
          no integer not null, campaign varchar not null, model_digest varchar not null,
          model varchar not null, label integer not null, recipe blob not null,
          "true_mnu_eV" double not null, kind varchar not null, source_redshift double not null,
          angle_deg double not null, pixels integer not null,
          galaxies_per_arcmin2 double not null, sigma_e double not null, seed ubigint not null,
          generator_version bigint not null)\
        """);
    statement.execute(
        """
        create table classifications (
          seq bigint not null, origin integer not null, number bigint not null,
          partition_no integer not null, record_offset bigint not null,
          map_index bigint not null, logit double not null,
          probability_massive double not null, "mnu_eV" double not null,
          "mnu_error_eV" double not null)\
        """);
    statement.execute(
        """
        create table positions (
          topic varchar not null, topic_id varchar not null, partition_no integer not null,
          next_offset bigint not null)\
        """);
  }

  static long count(DuckDBConnection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
