package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import nustream.flavor.v1.Rejections;
import nustream.results.v1.ColumnSummary;
import nustream.results.v1.Histogram;
import nustream.results.v1.Summary;
import org.duckdb.DuckDBConnection;

/** Counts, quantiles and histograms, all of one state of the database. */
public final class Summaries {
  private final SolutionDatabase database;

  public Summaries(SolutionDatabase database) {
    this.database = database;
  }

  /**
   * What to describe.
   *
   * @param quantiles each in (0, 1)
   * @param bins per histogram; 0 for none
   */
  public record Request(
      SolutionFilter filter, List<Column> columns, List<Double> quantiles, int bins) {
    public Request {
      columns = List.copyOf(columns);
      quantiles = List.copyOf(quantiles);
    }
  }

  /** Counts everything that the filter matches and describes the columns. */
  public Summary of(Request request, QueryCancel cancel) {
    return database
        .readers()
        .snapshot(
            connection -> {
              Summary.Builder summary = Summary.newBuilder();
              countVerdicts(connection, request.filter(), cancel, summary);
              summary.setAccepted(
                  new ExportedSolutions(request.filter()).count(connection, cancel));
              for (Column column : request.columns()) {
                summary.addColumns(describe(connection, request, column, cancel));
              }
              return summary.build();
            });
  }

  /** Whether a solution block or a verdict of this campaign has been taken in. */
  public boolean knows(String campaign) {
    return database
        .readers()
        .read(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select exists (from origins where campaign = ?)"
                          + " or exists (from verdicts where campaign = ?)")) {
                statement.setString(1, campaign);
                statement.setString(2, campaign);
                try (ResultSet row = statement.executeQuery()) {
                  row.next();
                  return row.getBoolean(1);
                }
              }
            });
  }

  private static void countVerdicts(
      DuckDBConnection connection,
      SolutionFilter filter,
      QueryCancel cancel,
      Summary.Builder summary)
      throws SQLException {
    Condition condition = filter.onVerdicts();
    String sums =
        "coalesce(sum(generated), 0), coalesce(sum(dm2_21), 0), coalesce(sum(dm2_3l), 0),"
            + " coalesce(sum(s12sq), 0), coalesce(sum(s13sq), 0), coalesce(sum(s23sq), 0),"
            + " coalesce(sum(not_finite), 0)";
    try (PreparedStatement statement =
        connection.prepareStatement("select " + sums + " from verdicts where " + condition.sql())) {
      condition.bind(statement, 1);
      try (ResultSet row = cancel.query(statement)) {
        row.next();
        summary.setGenerated(row.getLong(1));
        summary.setRejections(
            Rejections.newBuilder()
                .setDm221(row.getInt(2))
                .setDm23L(row.getInt(3))
                .setS12Sq(row.getInt(4))
                .setS13Sq(row.getInt(5))
                .setS23Sq(row.getInt(6))
                .setNotFinite(row.getInt(7)));
      }
    }
  }

  private static ColumnSummary describe(
      DuckDBConnection connection, Request request, Column column, QueryCancel cancel)
      throws SQLException {
    Condition condition = request.filter().onSolutions();
    String name = column.sql();
    // quantile_cont is linear interpolation at p (n - 1), and leaves out NULL.
    String query =
        "select count(%1$s), avg(%1$s), min(%1$s), max(%1$s), quantile_cont(%1$s, ?::double[])"
            + " from solutions where %2$s";
    ColumnSummary.Builder built = ColumnSummary.newBuilder().setColumn(column.columnName());
    try (PreparedStatement statement =
        connection.prepareStatement(query.formatted(name, condition.sql()))) {
      statement.setArray(1, connection.createArrayOf("DOUBLE", request.quantiles().toArray()));
      condition.bind(statement, 2);
      try (ResultSet row = cancel.query(statement)) {
        row.next();
        built.setDefined(row.getLong(1));
        if (built.getDefined() > 0) {
          built.setMean(row.getDouble(2));
          for (Object quantile : (Object[]) row.getArray(5).getArray()) {
            built.addQuantiles((Double) quantile);
          }
          if (request.bins() > 0) {
            double[] edges = Bins.edges(row.getDouble(3), row.getDouble(4), request.bins());
            built.setHistogram(histogram(connection, request.filter(), column, edges, cancel));
          }
        }
      }
    }
    return built.build();
  }

  private static Histogram histogram(
      DuckDBConnection connection,
      SolutionFilter filter,
      Column column,
      double[] edges,
      QueryCancel cancel)
      throws SQLException {
    int bins = edges.length - 1;
    Condition condition = filter.onSolutions();
    long[] counts = new long[bins];
    try (PreparedStatement statement =
        connection.prepareStatement(Bins.countQuery(column.sql(), condition.sql()))) {
      List<Double> boxed = new ArrayList<>();
      for (double edge : edges) {
        boxed.add(edge);
      }
      statement.setArray(1, connection.createArrayOf("DOUBLE", boxed.toArray()));
      condition.bind(statement, 2);
      try (ResultSet row = cancel.query(statement)) {
        while (row.next()) {
          counts[row.getInt(1)] = row.getLong(2);
        }
      }
    }
    Histogram.Builder built = Histogram.newBuilder();
    for (double edge : edges) {
      built.addEdges(edge);
    }
    for (long count : counts) {
      built.addCounts(count);
    }
    return built.build();
  }
}
