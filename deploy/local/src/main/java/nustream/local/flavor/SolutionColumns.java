package nustream.local.flavor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nustream.arrays.NpzReader;
import nustream.local.Json;

/** Columns of an exported file of solutions. */
final class SolutionColumns {
  static final List<String> NAMES =
      List.of(
          "m_lightest_eV",
          "sum_eV",
          "mee_eV",
          "mbeta_eV",
          "delta_deg",
          "alpha21_deg",
          "alpha31_deg",
          "M1_GeV",
          "M2_GeV",
          "M3_GeV");

  private final Map<String, double[]> columns = new HashMap<>();
  private final JsonNode provenance;

  private SolutionColumns(NpzReader file) throws IOException {
    for (String name : NAMES) {
      columns.put(name, file.doubles(name));
    }
    provenance = Json.MAPPER.readTree(file.file("provenance.json"));
  }

  static SolutionColumns read(Path npz) throws IOException {
    try (var file = new NpzReader(npz)) {
      return new SolutionColumns(file);
    }
  }

  /** One value per solution; NaN where it is undefined. */
  double[] column(String name) {
    return columns.get(name);
  }

  /** What all rows have in common under a key of the file's provenance; empty for nothing. */
  String common(String key) {
    return provenance.path(key).asText();
  }
}
