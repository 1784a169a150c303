package nustream.local.flavor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private final String generator;

  private SolutionColumns(NpzReader file) throws IOException {
    for (String name : NAMES) {
      columns.put(name, file.doubles(name));
    }
    String provenance = new String(file.file("provenance.json"), StandardCharsets.UTF_8);
    generator = Json.MAPPER.readTree(provenance).path("generator").asText();
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

  /** Version of the program that made them. */
  String generator() {
    return generator;
  }
}
