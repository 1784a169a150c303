package nustream.results.store;

import static nustream.results.SampleBlocks.block;
import static nustream.results.store.TestStores.arrivals;
import static nustream.results.store.TestStores.at;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nustream.arrays.NpzReader;
import nustream.flavor.v1.Observables;
import nustream.flavor.v1.Solution;
import nustream.flavor.v1.SolutionBlock;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.results.SampleBlocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
  private static final String[] YUKAWA = {
    "Re_Y_e1", "Im_Y_e1", "Re_Y_e2", "Im_Y_e2", "Re_Y_e3", "Im_Y_e3",
    "Re_Y_mu1", "Im_Y_mu1", "Re_Y_mu2", "Im_Y_mu2", "Re_Y_mu3", "Im_Y_mu3",
    "Re_Y_tau1", "Im_Y_tau1", "Re_Y_tau2", "Im_Y_tau2", "Re_Y_tau3", "Im_Y_tau3"
  };

  /** Quote, line break and SQL in a name: must come back as they are, and do nothing. */
  private static final String NASTY = "it's\n'); drop table solutions; --";

  @TempDir Path folder;
  private SolutionDatabase database;
  private Exports exports;
  private final Map<String, Solution> expected = new HashMap<>();

  @BeforeEach
  void fill() {
    database = TestStores.open(folder.resolve("s.duckdb"));
    exports = new Exports(database, folder.resolve("exports"), 1000);
    List<Arrivals.Block> blocks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SolutionBlock block = block("a", 3 - i, 20).toBuilder().setGenerator(NASTY).build();
      block.getSolutionsList().forEach(s -> expected.put(s.getId(), s));
      blocks.add(at(0, i, block));
    }
    blocks.add(at(0, 4, block("b", 0, 7)));
    database.write(arrivals(blocks));
  }

  @AfterEach
  void close() throws IOException {
    try (Stream<Path> left = Files.list(folder.resolve("exports"))) {
      assertEquals(List.of(), left.toList());
    }
    database.close();
  }

  @Test
  void parquetHoldsEveryNumberAndWhereItCameFrom() throws IOException, SQLException {
    Path file = export(SolutionFilter.ofCampaign("a"), Exports.Format.PARQUET, 80);
    try (Connection other =
            new org.duckdb.DuckDBDriver().connect("jdbc:duckdb:", new java.util.Properties());
        Statement statement = other.createStatement()) {
      assertRows(statement, "read_parquet('" + file + "')");
      Map<String, String> metadata = new HashMap<>();
      try (ResultSet row =
          statement.executeQuery(
              "select decode(key), decode(value) from parquet_kv_metadata('" + file + "')")) {
        while (row.next()) {
          metadata.put(row.getString(1), row.getString(2));
        }
      }
      assertProvenance(metadata);
    }
  }

  @Test
  void csvHoldsEveryNumberAndWhereItCameFrom() throws IOException, SQLException {
    Path file = export(SolutionFilter.ofCampaign("a"), Exports.Format.CSV, 80);
    Map<String, String> comments = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("# ")) {
        int colon = line.indexOf(": ");
        comments.put(line.substring(2, colon), line.substring(colon + 2));
      }
    }
    assertProvenance(comments);
    // Left to guess, DuckDB reads NO as false.
    try (Connection other =
            new org.duckdb.DuckDBDriver().connect("jdbc:duckdb:", new java.util.Properties());
        Statement statement = other.createStatement()) {
      assertRows(
          statement,
          "read_csv('"
              + file
              + "', comment = '#', header = true, types = {'ordering': 'VARCHAR'})");
    }
  }

  @Test
  void arraysHoldEveryNumberAndWhereItCameFrom() throws IOException {
    Path csv = export(SolutionFilter.ofCampaign("a"), Exports.Format.CSV, 80);
    List<String> columns =
        Files.readAllLines(csv).stream()
            .filter(line -> line.startsWith("id,"))
            .flatMap(line -> Stream.of(line.split(",")))
            .toList();
    Path file = export(SolutionFilter.ofCampaign("a"), Exports.Format.NPZ, 80);
    try (var arrays = new NpzReader(file)) {
      List<String> names = new ArrayList<>(columns);
      names.add("parameters");
      assertEquals(names, arrays.names());
      assertArrayEquals(new long[] {80, 21}, arrays.shape("parameters"));
      String[] ids = arrays.texts("id");
      double[] parameters = arrays.doubles("parameters");
      double[] im = arrays.doubles("Im_Y_mu2");
      double[] mee = arrays.doubles("mee_eV");
      double[] delta = arrays.doubles("delta_deg");
      for (int row = 0; row < 80; row++) {
        Solution solution = expected.get(ids[row]);
        for (int i = 0; i < 21; i++) {
          assertEquals(solution.getParameters(i), parameters[21 * row + i]);
        }
        assertEquals(solution.getParameters(9), im[row]);
        Observables o = solution.getObservables();
        assertEquals(o.getMeeEv(), mee[row]);
        assertEquals(o.hasDeltaDeg() ? o.getDeltaDeg() : Double.NaN, delta[row]);
        assertEquals(row / 20, arrays.longs("block")[row]);
      }
      assertEquals(NASTY, arrays.texts("generator")[79]);
      assertEquals("a", arrays.texts("campaign")[0]);
      assertEquals(50, arrays.longs("steps")[0]);
      String provenance = new String(arrays.file(ColumnArrays.PROVENANCE), StandardCharsets.UTF_8);
      assertTrue(
          provenance.contains("\"model_digest\": \"" + SampleBlocks.DIGEST + "\""), provenance);
      assertTrue(provenance.contains("\"seed\": \"18446744073709551615\""), provenance);
      assertTrue(provenance.contains("\"rows\": \"80\""), provenance);
    }
  }

  @Test
  void rowsDoNotDependOnTheOrderOfArrival() throws IOException {
    try (var other = TestStores.open(folder.resolve("other.duckdb"))) {
      for (int i = 0; i < 4; i++) {
        SolutionBlock block = block("a", i, 20).toBuilder().setGenerator(NASTY).build();
        other.write(arrivals(List.of(at(0, i, block))));
      }
      Path one = export(SolutionFilter.ofCampaign("a"), Exports.Format.CSV, 80);
      var elsewhere = new Exports(other, folder.resolve("other-exports"), 1000);
      Path two = folder.resolve("two");
      write(
          elsewhere.write(SolutionFilter.ofCampaign("a"), Exports.Format.CSV, new QueryCancel()),
          two);
      assertEquals(-1, Files.mismatch(one, two));
    }
  }

  @Test
  void anEmptyResultIsAFileWithoutRows() throws IOException, SQLException {
    database.write(arrivals(List.of(at(1, 0, block("barren", 0, 0)))));
    try (var arrays =
        new NpzReader(export(SolutionFilter.ofCampaign("barren"), Exports.Format.NPZ, 0))) {
      assertArrayEquals(new long[] {0, 21}, arrays.shape("parameters"));
    }
    Path file = export(SolutionFilter.ofCampaign("barren"), Exports.Format.PARQUET, 0);
    try (Connection other =
            new org.duckdb.DuckDBDriver().connect("jdbc:duckdb:", new java.util.Properties());
        Statement statement = other.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select decode(value) from parquet_kv_metadata('"
                    + file
                    + "') where decode(key) = 'model_digest'")) {
      assertTrue(row.next());
      assertEquals(SampleBlocks.DIGEST, row.getString(1));
    }
  }

  @Test
  void refusesMoreRowsThanTheLimit() {
    var small = new Exports(database, folder.resolve("exports"), 79);
    var refused =
        assertThrows(
            NustreamException.class,
            () ->
                small.write(SolutionFilter.ofCampaign("a"), Exports.Format.CSV, new QueryCancel()));
    assertEquals(ErrorWord.OVER_LIMIT, refused.word());
    assertTrue(refused.getMessage().contains("80"), refused.getMessage());
  }

  private Path export(SolutionFilter filter, Exports.Format format, long rows) throws IOException {
    ExportFile file = exports.write(filter, format, new QueryCancel());
    assertEquals(rows, file.rows());
    Path copy = folder.resolve("copy." + format.name().toLowerCase());
    long total = file.totalBytes();
    write(file, copy);
    assertEquals(total, Files.size(copy));
    return copy;
  }

  private static void write(ExportFile file, Path to) throws IOException {
    try (file;
        OutputStream out = Files.newOutputStream(to)) {
      ByteBuffer chunk = file.next(1000);
      while (chunk.hasRemaining()) {
        out.write(chunk.array(), 0, chunk.remaining());
        chunk = file.next(1000);
      }
    }
  }

  private void assertRows(Statement statement, String table) throws SQLException {
    List<String> order = new ArrayList<>();
    try (ResultSet row = statement.executeQuery("select * from " + table)) {
      while (row.next()) {
        String id = row.getString("id");
        order.add("%05d/%05d".formatted(row.getLong("block"), row.getLong("index")));
        Solution solution = expected.get(id);
        Observables o = solution.getObservables();
        for (int i = 0; i < 18; i++) {
          assertEquals(solution.getParameters(i), row.getDouble(YUKAWA[i]), id);
        }
        for (int i = 0; i < 3; i++) {
          assertEquals(solution.getParameters(18 + i), row.getDouble("log10_MN" + (i + 1)));
          assertEquals(o.getMassesEv(i), row.getDouble("m" + (i + 1) + "_eV"));
          assertEquals(o.getRightHandedMassesGev(i), row.getDouble("M" + (i + 1) + "_GeV"));
        }
        assertEquals(o.getMeeEv(), row.getDouble("mee_eV"));
        assertEquals(o.getDm23LEv2(), row.getDouble("dm2_3l_eV2"));
        assertEquals(o.getJarlskog(), row.getDouble("J"));
        if (o.hasDeltaDeg()) {
          assertEquals(o.getDeltaDeg(), row.getDouble("delta_deg"));
        } else {
          assertNull(row.getObject("delta_deg"));
        }
        assertEquals("a", row.getString("campaign"));
        assertEquals("raw", row.getString("stage"));
        assertEquals("NO", row.getString("ordering"));
        assertEquals("box", row.getString("target"));
        assertEquals("18446744073709551615", row.getString("seed"));
        assertEquals(0.5, row.getDouble("guidance"));
        assertEquals(50, row.getInt("steps"));
        assertEquals(0.0, row.getDouble("eta"));
        assertEquals(NASTY, row.getString("generator"));
        assertEquals(SampleBlocks.DIGEST, row.getString("model_digest"));
      }
    }
    assertEquals(80, order.size());
    assertEquals(order.stream().sorted().toList(), order);
  }

  private static void assertProvenance(Map<String, String> entries) {
    assertEquals("a", entries.get("campaign"));
    assertEquals(SampleBlocks.DIGEST, entries.get("model_digest"));
    assertEquals("NuFIT-6.0-SK", entries.get("release"));
    assertEquals("anarchy/log1", entries.get("prior"));
    assertEquals("18446744073709551615", entries.get("seed"));
    assertEquals("NO", entries.get("ordering"));
    assertEquals("0.5", entries.get("guidance"));
    assertEquals("50", entries.get("steps"));
    assertEquals("0.0", entries.get("eta"));
    assertEquals("it's '); drop table solutions; --", entries.get("generator"));
    assertEquals("80", entries.get("rows"));
  }
}
