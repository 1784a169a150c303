package nustream.results.store;

import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Target;
import org.duckdb.DuckDBConnection;

/** The table of origins of solutions: about one row for every campaign. */
final class Origins extends NumberedOrigins<Origin> {

  Origins(DuckDBConnection connection) throws SQLException {
    super("origins");
    load(connection);
  }

  @Override
  Origin read(ResultSet row) throws SQLException {
    return originOf(row);
  }

  static Origin originOf(ResultSet row) throws SQLException {
    double guidance = row.getDouble("guidance");
    boolean hasGuidance = !row.wasNull();
    int steps = row.getInt("steps");
    boolean hasSteps = !row.wasNull();
    double eta = row.getDouble("eta");
    boolean hasEta = !row.wasNull();
    return new Origin(
        row.getString("campaign"),
        row.getString("model_digest"),
        row.getString("model"),
        row.getString("prior"),
        row.getString("release"),
        Ordering.forNumber(row.getInt("ordering")),
        Target.forNumber(row.getInt("target")),
        ((BigInteger) row.getObject("seed")).longValue(),
        hasGuidance ? OptionalDouble.of(guidance) : OptionalDouble.empty(),
        hasSteps ? OptionalInt.of(steps) : OptionalInt.empty(),
        hasEta ? OptionalDouble.of(eta) : OptionalDouble.empty(),
        row.getString("generator"));
  }

  @Override
  void insert(int number, Origin origin, DuckDBConnection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into origins values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, number);
      insert.setString(2, origin.campaign());
      insert.setString(3, origin.modelDigest());
      insert.setString(4, origin.model());
      insert.setString(5, origin.prior());
      insert.setString(6, origin.release());
      insert.setInt(7, origin.ordering().getNumber());
      insert.setInt(8, origin.target().getNumber());
      insert.setObject(9, new BigInteger(Long.toUnsignedString(origin.seed())));
      setOptional(insert, 10, origin.guidance());
      if (origin.steps().isPresent()) {
        insert.setInt(11, origin.steps().getAsInt());
      } else {
        insert.setNull(11, Types.INTEGER);
      }
      setOptional(insert, 12, origin.eta());
      insert.setString(13, origin.generator());
      insert.execute();
    }
  }

  private static void setOptional(PreparedStatement insert, int place, OptionalDouble value)
      throws SQLException {
    if (value.isPresent()) {
      insert.setDouble(place, value.getAsDouble());
    } else {
      insert.setNull(place, Types.DOUBLE);
    }
  }
}
