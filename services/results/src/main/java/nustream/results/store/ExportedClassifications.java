package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Classifications by campaign and number. */
record ExportedClassifications(ClassificationFilter filter) implements ExportedRows {
  /** Of the table of map origins; a key and the text that its values have. */
  private static final Map<String, String> SHARED = new LinkedHashMap<>();

  static {
    for (String column :
        List.of(
            "campaign",
            "model",
            "model_digest",
            "true_mnu_eV",
            "kind",
            "source_redshift",
            "angle_deg",
            "pixels",
            "galaxies_per_arcmin2",
            "sigma_e",
            "seed",
            "generator_version")) {
      SHARED.put(column, "\"" + column + "\"::varchar");
    }
  }

  @Override
  public String noun() {
    return "classifications";
  }

  @Override
  public String table() {
    return "classifications";
  }

  @Override
  public Condition condition() {
    return filter.onClassifications();
  }

  @Override
  public String query() {
    return "select campaign || '/' || number || '/' || substr(model_digest, 8, 12) as id, campaign,"
        + " number, label, logit, probability_massive, \"mnu_eV\", \"mnu_error_eV\","
        + " \"true_mnu_eV\", kind, source_redshift, angle_deg, pixels, galaxies_per_arcmin2,"
        + " sigma_e, seed, map_index as \"index\", generator_version, model, model_digest"
        + " from (select * from classifications where "
        + condition().sql()
        + ") c join map_origins o on o.no = c.origin order by campaign, number, model_digest";
  }

  @Override
  public Map<String, String> provenance(DuckDBConnection connection, long rows, QueryCancel cancel)
      throws SQLException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("content", "nustream classifications 1");
    for (Map.Entry<String, String> shared : SHARED.entrySet()) {
      entries.put(shared.getKey(), values(connection, shared.getValue(), cancel));
    }
    filter.maxNumber().ifPresent(n -> entries.put("filter_max_number", Long.toString(n)));
    entries.put("rows", Long.toString(rows));
    entries.put(
        "conventions",
        "logit = log odds of massive against massless neutrinos; probability_massive ="
            + " 1/(1 + exp(-logit)); label = position of the cosmology in the series; mnu_eV ="
            + " estimated sum of masses; sigma_e per ellipticity component");
    return entries;
  }

  private String values(DuckDBConnection connection, String column, QueryCancel cancel)
      throws SQLException {
    Condition condition = filter.onClassifications();
    String query =
        "select distinct "
            + column
            + " from map_origins where no in (select distinct origin from classifications where "
            + condition.sql()
            + ")";
    List<String> values = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      condition.bind(statement, 1);
      try (ResultSet row = cancel.query(statement)) {
        while (row.next()) {
          values.add(row.getString(1));
        }
      }
    }
    return Provenance.listed(values.stream());
  }
}
