package nustream.results.store;

import static nustream.results.SampleMaps.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nustream.arrays.NpzReader;
import nustream.contracts.Topics;
import nustream.lensing.v1.Classification;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.results.SampleBlocks;
import nustream.results.SampleMaps;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.MassSummary;
import nustream.results.v1.RocPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eleven maps whose figures were worked out by hand, and files of them. */
class ClassificationFiguresTest {
  /** Sums of a few doubles: rounding only. */
  private static final double ROUNDING = 1e-12;

  private static final double[] MASSIVE = {2, 1, 0.5, 0.5, -1};
  private static final double[] MASSLESS = {1, 0.5, 0, -1, -2, -3};
  private static final double[] ERRORS_EV = {0.03, 0.04, 0.03, 0.04, 0.05};

  @TempDir Path folder;
  private SolutionDatabase database;
  private ClassificationSummaries summaries;
  private Exports exports;

  @BeforeEach
  void fill() {
    database = TestStores.open(folder.resolve("s.duckdb"));
    summaries = new ClassificationSummaries(database);
    exports = new Exports(database, folder.resolve("exports"), 100);
    List<Classification> maps = new ArrayList<>();
    for (int i = 0; i < MASSIVE.length; i++) {
      maps.add(
          map("hand", 2 * i + 1).toBuilder()
              .setLogit(MASSIVE[i])
              .setMnuEv(0.1 + 0.01 * i)
              .setMnuErrorEv(ERRORS_EV[i])
              .build());
    }
    for (int i = 0; i < MASSLESS.length; i++) {
      maps.add(map("hand", 2 * i).toBuilder().setLogit(MASSLESS[i]).setMnuEv(0).build());
    }
    maps.add(map("one-class", 0));
    maps.add(map("one-class", 2));
    List<Arrivals.ClassifiedMap> arrived = new ArrayList<>();
    for (Classification map : maps) {
      arrived.add(new Arrivals.ClassifiedMap(0, arrived.size(), map));
    }
    var position =
        new TopicPosition(Topics.CLASSIFICATIONS, TestStores.TOPIC_ID, 0, arrived.size());
    database.write(new Arrivals(List.of(), List.of(), arrived, List.of(position)));
  }

  @AfterEach
  void close() throws IOException {
    try (var left = Files.list(folder.resolve("exports"))) {
      assertEquals(List.of(), left.toList());
    }
    database.close();
  }

  private ClassificationSummary summary(String campaign, int rocPoints) {
    return summaries.of(ClassificationFilter.ofCampaign(campaign), rocPoints, new QueryCancel());
  }

  @Test
  void countsConfusionAndAccuracy() {
    ClassificationSummary summary = summary("hand", 0);
    assertEquals(11, summary.getMaps());
    assertEquals(4, summary.getTruePositives());
    assertEquals(1, summary.getFalseNegatives());
    assertEquals(2, summary.getFalsePositives());
    // A logit of 0 is not above 0.
    assertEquals(4, summary.getTrueNegatives());
    assertEquals(8.0 / 11, summary.getAccuracy(), ROUNDING);
    assertEquals(0, summary.getRocCount());
  }

  @Test
  void theAreaIsTheFractionOfPairsWithTiesHalf() {
    // Of the six others, the massive maps have 6, 5.5, 4.5, 4.5 and 2.5 below themselves.
    assertEquals(23.0 / 30, summary("hand", 0).getAuc(), ROUNDING);
  }

  @Test
  void theCurveHasOnePointForEveryLogit() {
    List<RocPoint> roc = summary("hand", 1001).getRocList();
    double[][] wanted = {
      {0, 0},
      {0, 1 / 5.0},
      {1 / 6.0, 2 / 5.0},
      {2 / 6.0, 4 / 5.0},
      {3 / 6.0, 4 / 5.0},
      {4 / 6.0, 1},
      {5 / 6.0, 1},
      {1, 1}
    };
    assertEquals(wanted.length, roc.size());
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i][0], roc.get(i).getFalsePositiveRate(), ROUNDING);
      assertEquals(wanted[i][1], roc.get(i).getTruePositiveRate(), ROUNDING);
    }
    // The trapezoids of the whole curve have the area of the pairs.
    double area = 0;
    for (int i = 1; i < roc.size(); i++) {
      area +=
          (roc.get(i).getFalsePositiveRate() - roc.get(i - 1).getFalsePositiveRate())
              * (roc.get(i).getTruePositiveRate() + roc.get(i - 1).getTruePositiveRate())
              / 2;
    }
    assertEquals(summary("hand", 0).getAuc(), area, ROUNDING);
  }

  @Test
  void theCurveHasNoMorePointsThanWanted() {
    List<RocPoint> roc = summary("hand", 3).getRocList();
    assertEquals(3, roc.size());
    assertEquals(1 / 6.0, roc.get(1).getFalsePositiveRate(), ROUNDING);
    assertEquals(2 / 5.0, roc.get(1).getTruePositiveRate(), ROUNDING);
    assertEquals(List.of(roc.get(0), roc.get(2)), summary("hand", 2).getRocList());
  }

  @Test
  void describesMassesByTheTrueOne() {
    List<MassSummary> masses = summary("hand", 0).getMassesList();
    assertEquals(2, masses.size());
    assertEquals(0, masses.get(0).getTrueMnuEv());
    assertEquals(6, masses.get(0).getMaps());
    MassSummary massive = masses.get(1);
    assertEquals(0.1, massive.getTrueMnuEv());
    assertEquals(5, massive.getMaps());
    assertEquals(0.12, massive.getMeanEv(), ROUNDING);
    assertEquals(0.01 * Math.sqrt(2.5), massive.getSpreadEv(), ROUNDING);
    assertEquals(Math.sqrt(0.0015), massive.getStatedErrorEv(), ROUNDING);
  }

  @Test
  void aClassThatIsEmptyLeavesTheAreaOut() {
    ClassificationSummary summary = summary("one-class", 11);
    assertEquals(2, summary.getMaps());
    assertFalse(summary.hasAuc());
    assertEquals(0, summary.getRocCount());
  }

  @Test
  void filtersApply() {
    var early = new ClassificationFilter(Optional.of("hand"), Optional.empty(), OptionalLong.of(3));
    // Maps 0 and 2 with 1 and 0.5, and 1 and 3 with 2 and 1.
    ClassificationSummary summary = summaries.of(early, 0, new QueryCancel());
    assertEquals(4, summary.getMaps());
    assertEquals(3.5 / 4, summary.getAuc(), ROUNDING);
    var none =
        new ClassificationFilter(
            Optional.of("hand"), Optional.of(SampleBlocks.OTHER_DIGEST), OptionalLong.empty());
    assertEquals(
        ClassificationSummary.getDefaultInstance(), summaries.of(none, 5, new QueryCancel()));
    assertTrue(summaries.knows("hand"));
    assertFalse(summaries.knows("nobody"));
  }

  private Path export(Exports.Format format) throws IOException {
    Path copy = folder.resolve("copy." + format.name().toLowerCase());
    try (ExportFile file =
        exports.write(ClassificationFilter.ofCampaign("hand"), format, new QueryCancel())) {
      assertEquals(11, file.rows());
      var bytes = new ByteArrayOutputStream();
      for (ByteBuffer next = file.next(1000); next.hasRemaining(); next = file.next(1000)) {
        bytes.write(next.array(), 0, next.limit());
      }
      assertEquals(file.totalBytes(), bytes.size());
      Files.write(copy, bytes.toByteArray());
    }
    return copy;
  }

  @Test
  void aParquetFileReadsBack() throws Exception {
    Path file = export(Exports.Format.PARQUET);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      try (ResultSet row = statement.executeQuery("select * from '" + file + "'")) {
        for (int number = 0; number < 11; number++) {
          assertTrue(row.next());
          Classification map = map("hand", number);
          assertEquals(map.getId(), row.getString("id"));
          assertEquals("hand", row.getString("campaign"));
          assertEquals(number, row.getLong("number"));
          assertEquals(number % 2, row.getInt("label"));
          assertEquals(
              number % 2 == 1 ? MASSIVE[number / 2] : MASSLESS[number / 2], row.getDouble("logit"));
          assertEquals(map.getProbabilityMassive(), row.getDouble("probability_massive"));
          assertEquals(0.1 * (number % 2), row.getDouble("true_mnu_eV"));
          assertEquals("lognormal", row.getString("kind"));
          assertEquals(1, row.getDouble("source_redshift"));
          assertEquals(3.5, row.getDouble("angle_deg"));
          assertEquals(128, row.getInt("pixels"));
          assertEquals(30, row.getDouble("galaxies_per_arcmin2"));
          assertEquals(0.3, row.getDouble("sigma_e"));
          assertEquals("18446744073709551615", row.getString("seed"));
          assertEquals(number / 2, row.getLong("index"));
          assertEquals(1, row.getInt("generator_version"));
          assertEquals("nu-cnn-gaussian", row.getString("model"));
          assertEquals(SampleBlocks.DIGEST, row.getString("model_digest"));
        }
        assertFalse(row.next());
        assertEquals(20, row.getMetaData().getColumnCount());
      }
      try (ResultSet row =
          statement.executeQuery(
              "select decode(value) from parquet_kv_metadata('"
                  + file
                  + "') where decode(key) = 'true_mnu_eV'")) {
        assertTrue(row.next());
        assertEquals("0.0, 0.1", row.getString(1));
      }
    }
  }

  @Test
  void aFileOfArraysReadsBack() throws Exception {
    try (var arrays = new NpzReader(export(Exports.Format.NPZ))) {
      assertEquals(20, arrays.names().size());
      double[] logits = arrays.doubles("logit");
      for (int number = 0; number < 11; number++) {
        assertEquals(number % 2 == 1 ? MASSIVE[number / 2] : MASSLESS[number / 2], logits[number]);
        assertEquals(number % 2, arrays.longs("label")[number]);
        assertEquals(0.1 * (number % 2), arrays.doubles("true_mnu_eV")[number]);
        assertEquals("lognormal", arrays.texts("kind")[number]);
      }
      String provenance = new String(arrays.file(ColumnArrays.PROVENANCE), StandardCharsets.UTF_8);
      assertTrue(provenance.contains("\"content\": \"nustream classifications 1\""), provenance);
    }
  }

  @Test
  void aCsvFileSaysWhereItComesFrom() throws Exception {
    List<String> lines = Files.readAllLines(export(Exports.Format.CSV), StandardCharsets.UTF_8);
    assertEquals("# content: nustream classifications 1", lines.get(0));
    assertTrue(lines.contains("# campaign: hand"), lines.toString());
    assertTrue(lines.contains("# model: nu-cnn-gaussian"), lines.toString());
    assertTrue(lines.contains("# seed: 18446744073709551615"), lines.toString());
    assertTrue(lines.contains("# rows: 11"), lines.toString());
    List<String> rows = lines.stream().filter(line -> !line.startsWith("#")).toList();
    assertEquals(
        "id,campaign,number,label,logit,probability_massive,mnu_eV,mnu_error_eV,true_mnu_eV,kind,"
            + "source_redshift,angle_deg,pixels,galaxies_per_arcmin2,sigma_e,seed,index,"
            + "generator_version,model,model_digest",
        rows.get(0));
    assertEquals(12, rows.size());
  }

  @Test
  void tooManyRowsAreRefused() {
    var small = new Exports(database, folder.resolve("exports"), 10);
    NustreamException refused =
        assertThrows(
            NustreamException.class,
            () ->
                small.write(
                    ClassificationFilter.ofCampaign("hand"),
                    Exports.Format.CSV,
                    new QueryCancel()));
    assertEquals(ErrorWord.OVER_LIMIT, refused.word());
    assertTrue(refused.getMessage().startsWith("classifications that match the filter is 11"));
  }

  @Test
  void theRecipeIsThatOfTheMap() {
    assertEquals(
        SampleMaps.recipe(1, 2),
        ClassificationWalk.fromBeginning(database, ClassificationFilter.ALL, 10)
            .next(10)
            .get(2)
            .classification()
            .getRecipe());
  }
}
