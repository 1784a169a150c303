package nustream.local.flavor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nustream.arrays.NpzWriter;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.FlavorOrder;
import nustream.flavor.physics.AnarchyPrior;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.ExactDistributions;
import nustream.flavor.physics.ExactSampler;
import nustream.flavor.physics.LeptonObservables;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.Prior;
import nustream.flavor.physics.SeesawParameters;
import nustream.flavor.v1.Rejections;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.results.v1.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of exact samples, for which the picture is known. */
class FlavorPageTest {
  private static final int SOLUTIONS = 3000;
  private static final String PRIOR = "anarchy/log1";
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  /** Kept below target, to be looked at. */
  private static final Path KEPT = Path.of("target/report-flavor.html");

  private final NufitTable table = NufitRelease.named(NufitRelease.DEFAULT_NAME).table(Ordering.NO);
  @TempDir Path folder;

  @Test
  void aReportHasFiguresTablesAndEverySetting() throws IOException {
    var prior = (AnarchyPrior) Prior.named(PRIOR);
    Path npz = folder.resolve("data.npz");
    Map<String, double[]> columns = columns(prior);
    write(npz, columns);
    String page =
        new FlavorPage(
                campaign(),
                result(columns),
                Summary.newBuilder()
                    .setRejections(
                        Rejections.newBuilder().setDm221(120).setDm23L(60).setS13Sq(31).setS12Sq(9))
                    .build(),
                SolutionColumns.read(npz),
                Optional.of(ExactDistributions.of(prior, table, 1, 20_000, FlavorFigures.bins())))
            .page()
            .html();
    Files.writeString(KEPT, page);

    for (String said :
        new String[] {
          DIGEST,
          "generator 0.1.0",
          "--seed 7<",
          "--guidance 0.5 --steps 50 --eta 0.0",
          "NuFIT-6.0-SK",
          PRIOR,
          "normal ordering",
          "inverted ordering",
          "KamLAND-Zen",
          "LEGEND-1000 (reach)",
          "exact: uniform",
          "arXiv:2503.21432"
        }) {
      assertTrue(page.contains(said), said);
    }
    assertTrue(page.contains("120 (3.33 %)"), "120 of 3600 candidates outside");
    assertFalse(page.contains("NaN") || page.contains("Infinity"), "numbers");
    assertFalse(page.contains("href") || page.contains("src="), "nothing from outside");
  }

  private Map<String, double[]> columns(AnarchyPrior prior) {
    double[] parameters = new ExactSampler(prior, table, 5).solutions(SOLUTIONS);
    var judge = new CandidateJudge(table);
    Map<String, double[]> columns = new LinkedHashMap<>();
    SolutionColumns.NAMES.forEach(name -> columns.put(name, new double[SOLUTIONS]));
    for (int i = 0; i < SOLUTIONS; i++) {
      judge.judge(parameters, i * SeesawParameters.SIZE);
      LeptonObservables o = judge.observables();
      double[] row = {
        o.lightestEv(),
        o.sumEv(),
        o.meeEv(),
        o.mbetaEv(),
        orNaN(o.deltaDeg()),
        orNaN(o.alpha21Deg()),
        orNaN(o.alpha31Deg()),
        o.mr1Gev(),
        o.mr2Gev(),
        o.mr3Gev()
      };
      int column = 0;
      for (double[] values : columns.values()) {
        values[i] = row[column++];
      }
    }
    return columns;
  }

  private static double orNaN(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  private static void write(Path file, Map<String, double[]> columns) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        var npz = new NpzWriter(out)) {
      for (Map.Entry<String, double[]> column : columns.entrySet()) {
        npz.doubles(column.getKey(), column.getValue(), SOLUTIONS);
      }
      npz.file("provenance.json", "{\"generator\": \"0.1.0\"}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Campaign campaign() {
    return Campaign.newBuilder()
        .setId("exact")
        .setCreatedAtMs(1_760_000_000_000L)
        .setEndedAtMs(1_760_000_060_000L)
        .setFlavor(
            FlavorOrder.newBuilder()
                .setTargetAccepted(SOLUTIONS)
                .setSampling(Sampling.newBuilder().setTarget(Target.TARGET_BOX)))
        .build();
  }

  private static FlavorResult result(Map<String, double[]> columns) {
    Map<String, Map<String, Double>> quantiles = new LinkedHashMap<>();
    columns.forEach(
        (name, values) -> {
          double[] sorted = Arrays.stream(values).sorted().toArray();
          Map<String, Double> levels = new LinkedHashMap<>();
          for (String level : Quantiles.LEVELS) {
            levels.put(level, sorted[(int) (Double.parseDouble(level) * sorted.length)]);
          }
          quantiles.put(name, levels);
        });
    return new FlavorResult(
        "exact",
        3600,
        SOLUTIONS,
        SOLUTIONS / 3600.0,
        60,
        60,
        quantiles,
        "seesaw-informed",
        DIGEST,
        PRIOR,
        NufitRelease.DEFAULT_NAME,
        "NO",
        "raw",
        0.5,
        50,
        0.0,
        7,
        null,
        null);
  }
}
