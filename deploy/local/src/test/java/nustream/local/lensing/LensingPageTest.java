package nustream.local.lensing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.LensingOrder;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.bound.OptimalCurve;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.local.Terminal;
import nustream.local.command.NustreamCommand;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.MassSummary;
import nustream.results.v1.RocPoint;
import org.junit.jupiter.api.Test;

/** A report of logits that are as the likelihood ratio's: calibrated, and as good as can be. */
class LensingPageTest {
  private static final int MAPS = 2000;
  private static final double D_PRIME = 1.2;
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  /** Kept below target, to be looked at. */
  private static final Path KEPT = Path.of("target/report-lensing.html");

  @Test
  void aReportHasFiguresTablesAndEverySetting() throws IOException {
    MapSeries series = series(1);
    String page = page(series);
    Files.writeString(KEPT, page);
    for (String said :
        new String[] {
          DIGEST,
          "best possible",
          "power spectrum",
          "calibrated",
          "0.7257",
          "z_s 2.0, 3.5 deg, 128² pixels, 30.0 galaxies/arcmin², σ_e 0.3, l_max none",
          "mnu_ev 0.1"
        }) {
      assertTrue(page.contains(said), said);
    }
    assertFalse(page.contains("NaN") || page.contains("Infinity"), "numbers");
    assertFalse(page.contains("href") || page.contains("src="), "nothing from outside");
  }

  /** The command in the page is one that the command line takes. */
  @Test
  void theCommandParses() {
    String page = page(series(1));
    int begin = page.indexOf("<pre>deploy/nustream ") + "<pre>deploy/nustream ".length();
    String command = page.substring(begin, page.indexOf("</pre>", begin));
    NustreamCommand.commandLine(Terminal.system()).parseArgs(command.split(" "));
  }

  @Test
  void anOrderThatHasNoCommandIsShownAsItIs() {
    String page = page(series(2));
    assertFalse(page.contains("<pre>deploy/nustream"), page);
    assertTrue(page.contains("margin: 2"), page);
  }

  private static String page(MapSeries series) {
    Campaign campaign =
        Campaign.newBuilder()
            .setId("made-up")
            .setCreatedAtMs(1_760_000_000_000L)
            .setEndedAtMs(1_760_000_060_000L)
            .setLensing(
                LensingOrder.newBuilder().setMaps(MAPS).setSeries(RecipeMessages.message(series)))
            .build();
    return new LensingPage(
            campaign,
            series,
            result(series),
            summary(),
            maps(),
            new GaussianBound(D_PRIME, 1000, 0.5, 0.5, -0.2))
        .page()
        .html();
  }

  private static MapSeries series(int margin) {
    Cosmology massless = Cosmology.massiveNusFiducial();
    return new MapSeries(
        List.of(massless, massless.withSumMassesEv(0.1)),
        2,
        new Observation(
            new MapGeometry(3.5, 128),
            java.util.Optional.of(new ShapeNoise(30, 0.3)),
            0,
            Double.POSITIVE_INFINITY,
            margin),
        MapKind.GAUSSIAN,
        NonlinearModel.HMCODE,
        3);
  }

  /** Logits normal about +-d'^2/2 with variance d'^2. */
  private static MapColumns maps() {
    var random = new Random(1);
    long[] labels = new long[MAPS];
    double[] logits = new double[MAPS];
    double[] masses = new double[MAPS];
    double[] truth = new double[MAPS];
    for (int i = 0; i < MAPS; i++) {
      labels[i] = i % 2;
      logits[i] = (labels[i] - 0.5) * D_PRIME * D_PRIME + D_PRIME * random.nextGaussian();
      truth[i] = 0.1 * labels[i];
      masses[i] = 0.05 + 0.4 * (truth[i] - 0.05) + 0.03 * random.nextGaussian();
    }
    return new MapColumns(labels, logits, masses, truth, 1);
  }

  private static ClassificationSummary summary() {
    var summary =
        ClassificationSummary.newBuilder()
            .setMaps(MAPS)
            .setTruePositives(726)
            .setFalseNegatives(274)
            .setFalsePositives(280)
            .setTrueNegatives(720)
            .setAccuracy(0.723)
            .setAuc(0.8)
            .addMasses(mass(0, 0.03))
            .addMasses(mass(0.1, 0.07));
    var curve = new OptimalCurve(D_PRIME - 0.02);
    for (double rate = 0; rate <= 1; rate += 0.01) {
      summary.addRoc(
          RocPoint.newBuilder()
              .setFalsePositiveRate(rate)
              .setTruePositiveRate(curve.truePositiveRate(rate)));
    }
    return summary.build();
  }

  private static MassSummary mass(double truth, double mean) {
    return MassSummary.newBuilder()
        .setTrueMnuEv(truth)
        .setMaps(MAPS / 2)
        .setMeanEv(mean)
        .setSpreadEv(0.03)
        .setStatedErrorEv(0.031)
        .build();
  }

  private static LensingResult result(MapSeries series) {
    return new LensingResult(
        "made-up",
        MAPS,
        0.723,
        0.01,
        0.8,
        0.72574688,
        0.71,
        MAPS,
        60,
        33,
        "gaussian",
        2,
        3.5,
        128,
        30,
        0.3,
        null,
        "hmcode",
        "as",
        CosmologyOptions.described(series.cosmologies().get(1)),
        "nu-cnn-gaussian-z2",
        DIGEST,
        3,
        null);
  }
}
