package nustream.results.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import nustream.lensing.v1.Classification;
import org.duckdb.DuckDBAppender;

/** A classification to a row of the table, and a row back to the same classification. */
final class ClassificationRows {
  static final int ORIGIN_COLUMN = 5;

  /** What {@link #read} reads, behind what every walk needs. */
  static final String SELECTED =
      "seq, partition_no, record_offset, 0, origin, number, map_index, logit,"
          + " probability_massive, \"mnu_eV\", \"mnu_error_eV\"";

  private ClassificationRows() {}

  static void append(DuckDBAppender appender, long seq, int origin, Arrivals.ClassifiedMap arrived)
      throws SQLException {
    Classification map = arrived.classification();
    appender.beginRow();
    appender.append(seq);
    appender.append(origin);
    appender.append(map.getNumber());
    appender.append(arrived.partition());
    appender.append(arrived.offset());
    appender.append(map.getRecipe().getIndex());
    appender.append(map.getLogit());
    appender.append(map.getProbabilityMassive());
    appender.append(map.getMnuEv());
    appender.append(map.getMnuErrorEv());
    appender.endRow();
  }

  static Classification read(ResultSet row, MapOrigin origin) throws SQLException {
    long number = row.getLong(6);
    return Classification.newBuilder()
        .setId(origin.id(number))
        .setMapId(origin.mapId(number))
        .setCampaignId(origin.campaign())
        .setNumber(number)
        .setLabel(origin.label())
        .setRecipe(origin.recipe().toBuilder().setIndex(row.getLong(7)))
        .setLogit(row.getDouble(8))
        .setProbabilityMassive(row.getDouble(9))
        .setMnuEv(row.getDouble(10))
        .setMnuErrorEv(row.getDouble(11))
        .setModelDigest(origin.modelDigest())
        .setModel(origin.model())
        .build();
  }
}
