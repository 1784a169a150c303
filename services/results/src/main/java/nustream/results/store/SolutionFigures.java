package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.duckdb.DuckDBConnection;

/** What pictures of solutions are drawn from: counts in given bins, and samples of pairs. */
public final class SolutionFigures {
  private final SolutionDatabase database;

  public SolutionFigures(SolutionDatabase database) {
    this.database = database;
  }

  /**
   * How many solutions fall where.
   *
   * @param below the first bin
   * @param above the last bin
   * @param undefined those that have no value of the column
   */
  public record Counts(Binning binning, long[] counts, long below, long above, long undefined) {}

  /**
   * Pairs of values.
   *
   * @param of how many solutions have both values
   * @param x the first values; y those that belong to them
   */
  public record Pairs(long of, double[] x, double[] y) {}

  /** The smallest and the largest defined value; both empty where there is none. */
  public record Extremes(OptionalDouble least, OptionalDouble largest) {}

  /** Counts in each of the binnings, all of one state of the database. */
  public List<Counts> count(SolutionFilter filter, List<Binning> binnings, QueryCancel cancel) {
    return database
        .readers()
        .snapshot(
            connection -> {
              List<Counts> all = new ArrayList<>();
              for (Binning binning : binnings) {
                all.add(count(connection, filter, binning, cancel));
              }
              return all;
            });
  }

  /** The ends of a column. */
  public Extremes extremes(SolutionFilter filter, Column column, QueryCancel cancel) {
    Condition condition = filter.onSolutions();
    return database
        .readers()
        .read(
            connection -> {
              String query =
                  "select min(%1$s), max(%1$s) from solutions where %2$s"
                      .formatted(column.sql(), condition.sql());
              try (PreparedStatement statement = connection.prepareStatement(query)) {
                condition.bind(statement, 1);
                try (ResultSet row = cancel.query(statement)) {
                  row.next();
                  double least = row.getDouble(1);
                  return row.wasNull()
                      ? new Extremes(OptionalDouble.empty(), OptionalDouble.empty())
                      : new Extremes(OptionalDouble.of(least), OptionalDouble.of(row.getDouble(2)));
                }
              }
            });
  }

  /**
   * A sample of the pairs of two columns: the same ones for the same rows, and most of them again
   * when rows are added, as it takes those with the smallest hash of their number.
   *
   * @param limit most pairs
   */
  public Pairs pairs(
      SolutionFilter filter, Column first, Column second, int limit, QueryCancel cancel) {
    Condition condition = filter.onSolutions();
    String defined =
        "%s is not null and %s is not null and %s"
            .formatted(first.sql(), second.sql(), condition.sql());
    String query =
        "select %s, %s, count(*) over () from solutions where %s order by hash(seq) limit ?"
            .formatted(first.sql(), second.sql(), defined);
    return database
        .readers()
        .read(
            connection -> {
              double[] x = new double[limit];
              double[] y = new double[limit];
              int n = 0;
              long of = 0;
              try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setInt(condition.bind(statement, 1), limit);
                try (ResultSet row = cancel.query(statement)) {
                  while (row.next()) {
                    x[n] = row.getDouble(1);
                    y[n++] = row.getDouble(2);
                    of = row.getLong(3);
                  }
                }
              }
              return new Pairs(of, Arrays.copyOf(x, n), Arrays.copyOf(y, n));
            });
  }

  /** What the solutions came from; usually one origin. */
  public List<Origin> origins(SolutionFilter filter) {
    Condition condition = filter.onOrigins();
    return database
        .readers()
        .read(
            connection -> {
              List<Origin> origins = new ArrayList<>();
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select * from origins where " + condition.sql() + " order by no")) {
                condition.bind(statement, 1);
                try (ResultSet row = statement.executeQuery()) {
                  while (row.next()) {
                    origins.add(Origins.originOf(row));
                  }
                }
              }
              return origins;
            });
  }

  private static Counts count(
      DuckDBConnection connection, SolutionFilter filter, Binning binning, QueryCancel cancel)
      throws SQLException {
    Condition condition = filter.onSolutions();
    String query =
        """
        select case when t is null then -2 when t < lo then -1 when t > hi then n
            else least(cast(floor((t - lo) / (hi - lo) * n) as integer), n - 1) end as bin, count(*)
        from (select %1$s as t, ?::double as lo, ?::double as hi, ?::integer as n
          from solutions where %2$s) group by bin\
        """
            .formatted(binning.sql(), condition.sql());
    long[] counts = new long[binning.bins()];
    long below = 0;
    long above = 0;
    long undefined = 0;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setDouble(1, binning.coordinate(binning.low()));
      statement.setDouble(2, binning.coordinate(binning.high()));
      statement.setInt(3, binning.bins());
      condition.bind(statement, 4);
      try (ResultSet row = cancel.query(statement)) {
        while (row.next()) {
          int bin = row.getInt(1);
          long count = row.getLong(2);
          if (bin == -2) {
            undefined = count;
          } else if (bin == -1) {
            below = count;
          } else if (bin == counts.length) {
            above = count;
          } else {
            counts[bin] = count;
          }
        }
      }
    }
    return new Counts(binning, counts, below, above, undefined);
  }
}
