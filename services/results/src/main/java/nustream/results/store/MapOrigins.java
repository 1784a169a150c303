package nustream.results.store;

import com.google.protobuf.InvalidProtocolBufferException;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import nustream.lensing.v1.MapKind;
import nustream.lensing.v1.Observation;
import nustream.lensing.v1.Recipe;
import org.duckdb.DuckDBConnection;

/** The table of map origins: one row for each class of a campaign and model. */
final class MapOrigins extends NumberedOrigins<MapOrigin> {

  MapOrigins(DuckDBConnection connection) throws SQLException {
    super("map_origins");
    load(connection);
  }

  @Override
  MapOrigin read(ResultSet row) throws SQLException {
    try {
      return new MapOrigin(
          row.getString("campaign"),
          row.getString("model_digest"),
          row.getString("model"),
          row.getInt("label"),
          Recipe.parseFrom(row.getBytes("recipe")));
    } catch (InvalidProtocolBufferException e) {
      throw new SQLException("recipe of map origin " + row.getInt("no"), e);
    }
  }

  @Override
  void insert(int number, MapOrigin origin, DuckDBConnection connection) throws SQLException {
    Recipe recipe = origin.recipe();
    Observation seen = recipe.getObservation();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into map_origins values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, number);
      insert.setString(2, origin.campaign());
      insert.setString(3, origin.modelDigest());
      insert.setString(4, origin.model());
      insert.setInt(5, origin.label());
      insert.setBytes(6, recipe.toByteArray());
      insert.setDouble(7, recipe.getCosmology().getSumMnuEv());
      insert.setString(8, kind(recipe.getKind()));
      insert.setDouble(9, seen.getSourceRedshift());
      insert.setDouble(10, seen.getAngleDeg());
      insert.setLong(11, Integer.toUnsignedLong(seen.getPixels()));
      insert.setDouble(12, seen.getGalaxiesPerArcmin2());
      insert.setDouble(13, seen.getSigmaE());
      insert.setObject(14, new BigInteger(Long.toUnsignedString(recipe.getSeed())));
      insert.setLong(15, Integer.toUnsignedLong(recipe.getGeneratorVersion()));
      insert.execute();
    }
  }

  /** As users write it; an unset one is the default. */
  static String kind(MapKind kind) {
    return switch (kind) {
      case MAP_KIND_UNSPECIFIED, MAP_KIND_GAUSSIAN -> "gaussian";
      case MAP_KIND_LOGNORMAL -> "lognormal";
      case MAP_KIND_LIGHTCONE -> "lightcone";
      case UNRECOGNIZED -> throw new IllegalArgumentException("kind of map of a newer version");
    };
  }
}
