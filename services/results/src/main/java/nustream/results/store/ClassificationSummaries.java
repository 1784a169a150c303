package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.MassSummary;
import nustream.results.v1.RocPoint;
import org.duckdb.DuckDBConnection;

/**
 * Confusion, accuracy, receiver operating characteristic and mass estimates, all of one state of
 * the database.
 */
public final class ClassificationSummaries {
  private static final String JOINED =
      " from (select * from classifications where %s) c join map_origins o on o.no = c.origin";

  private static final String CONFUSION =
      "select count(*) filter (label > 0 and logit > 0), count(*) filter (label = 0 and logit > 0),"
          + " count(*) filter (label = 0 and logit <= 0),"
          + " count(*) filter (label > 0 and logit <= 0)"
          + JOINED;

  /**
   * Over groups of equal logits from the largest down, with p positives and n others: the positives
   * and others at or above each, and the pairs of a positive and another map in which the positive
   * has the larger logit, ties counted half (Mann and Whitney 1947); exact, as all numbers are
   * below 2^53. Of each of so many steps of equal numbers of maps, the last point and the sum of
   * pairs.
   */
  private static final String CURVE =
      "with logits as (select logit, count(*) filter (label > 0)::double as p,"
          + " count(*) filter (label = 0)::double as n"
          + JOINED
          + " group by logit), curve as (select p, n,"
          + " sum(p) over (order by logit desc) as above_p,"
          + " sum(n) over (order by logit desc) as above_n from logits)"
          + " select max(above_n), max(above_p), sum(n * (above_p - p / 2)) from curve"
          + " group by ceil((above_p + above_n) * ? / ?) order by 1, 2";

  private static final String MASSES =
      "select \"true_mnu_eV\", count(*), avg(\"mnu_eV\"), coalesce(stddev_samp(\"mnu_eV\"), 0),"
          + " sqrt(avg(\"mnu_error_eV\" * \"mnu_error_eV\"))"
          + JOINED
          + " group by 1 order by 1";

  private final SolutionDatabase database;

  public ClassificationSummaries(SolutionDatabase database) {
    this.database = database;
  }

  /**
   * Describes what the filter matches.
   *
   * @param rocPoints at most so many points of the curve, from (0, 0) to (1, 1); at least 2, or 0
   *     for none
   */
  public ClassificationSummary of(ClassificationFilter filter, int rocPoints, QueryCancel cancel) {
    Condition condition = filter.onClassifications();
    return database
        .readers()
        .snapshot(
            connection -> {
              ClassificationSummary.Builder summary = ClassificationSummary.newBuilder();
              confusion(connection, condition, cancel, summary);
              long positives = summary.getTruePositives() + summary.getFalseNegatives();
              long others = summary.getFalsePositives() + summary.getTrueNegatives();
              if (positives > 0 && others > 0) {
                curve(connection, condition, Math.max(2, rocPoints), cancel, summary);
                if (rocPoints == 0) {
                  summary.clearRoc();
                }
              }
              masses(connection, condition, cancel, summary);
              return summary.build();
            });
  }

  /** Whether a classification of this campaign has been taken in. */
  public boolean knows(String campaign) {
    return database
        .readers()
        .read(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select exists (from map_origins where campaign = ?)")) {
                statement.setString(1, campaign);
                try (ResultSet row = statement.executeQuery()) {
                  row.next();
                  return row.getBoolean(1);
                }
              }
            });
  }

  private static void confusion(
      DuckDBConnection connection,
      Condition condition,
      QueryCancel cancel,
      ClassificationSummary.Builder summary)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(CONFUSION.formatted(condition.sql()))) {
      condition.bind(statement, 1);
      try (ResultSet row = cancel.query(statement)) {
        row.next();
        summary
            .setTruePositives(row.getLong(1))
            .setFalsePositives(row.getLong(2))
            .setTrueNegatives(row.getLong(3))
            .setFalseNegatives(row.getLong(4));
      }
    }
    long right = summary.getTruePositives() + summary.getTrueNegatives();
    long maps = right + summary.getFalsePositives() + summary.getFalseNegatives();
    summary.setMaps(maps);
    summary.setAccuracy(maps == 0 ? 0 : (double) right / maps);
  }

  /** The area, and the curve from (0, 0) to (1, 1). */
  private static void curve(
      DuckDBConnection connection,
      Condition condition,
      int points,
      QueryCancel cancel,
      ClassificationSummary.Builder summary)
      throws SQLException {
    double positives = summary.getTruePositives() + summary.getFalseNegatives();
    double others = summary.getFalsePositives() + summary.getTrueNegatives();
    double pairs = 0;
    summary.addRoc(RocPoint.getDefaultInstance());
    try (PreparedStatement statement =
        connection.prepareStatement(CURVE.formatted(condition.sql()))) {
      int at = condition.bind(statement, 1);
      statement.setDouble(at, points - 1);
      statement.setDouble(at + 1, positives + others);
      try (ResultSet row = cancel.query(statement)) {
        while (row.next()) {
          summary.addRoc(
              RocPoint.newBuilder()
                  .setFalsePositiveRate(row.getDouble(1) / others)
                  .setTruePositiveRate(row.getDouble(2) / positives));
          pairs += row.getDouble(3);
        }
      }
    }
    summary.setAuc(pairs / (positives * others));
  }

  private static void masses(
      DuckDBConnection connection,
      Condition condition,
      QueryCancel cancel,
      ClassificationSummary.Builder summary)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(MASSES.formatted(condition.sql()))) {
      condition.bind(statement, 1);
      try (ResultSet row = cancel.query(statement)) {
        while (row.next()) {
          summary.addMasses(
              MassSummary.newBuilder()
                  .setTrueMnuEv(row.getDouble(1))
                  .setMaps(row.getLong(2))
                  .setMeanEv(row.getDouble(3))
                  .setSpreadEv(row.getDouble(4))
                  .setStatedErrorEv(row.getDouble(5)));
        }
      }
    }
  }
}
