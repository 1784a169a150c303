package nustream.local.lensing;

import java.util.Arrays;
import java.util.Locale;
import nustream.lensing.physics.bound.OptimalCurve;
import nustream.local.report.Axis;
import nustream.local.report.BarChart;
import nustream.local.report.Bins;
import nustream.local.report.Color;
import nustream.local.report.Plot;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.RocPoint;

/** The figures of a lensing campaign. */
final class LensingFigures {
  private static final int POINTS = 201;
  private static final int BINS = 40;
  private static final int PROBABILITY_BINS = 10;

  /** Fewer maps in a bin say nothing of a fraction. */
  private static final int FEWEST_MAPS = 10;

  private static final double CHANCE = 0.5;
  private static final String MASSLESS = "massless";
  private static final String MASSIVE = "massive";

  private final LensingResult result;
  private final ClassificationSummary summary;
  private final MapColumns maps;

  LensingFigures(LensingResult result, ClassificationSummary summary, MapColumns maps) {
    this.result = result;
    this.summary = summary;
    this.maps = maps;
  }

  /** The receiver operating characteristic beside the best there is. */
  Plot curve(OptimalCurve best) {
    double[] rate = Bins.edges(0, 1, POINTS - 1, false);
    double[] possible = Arrays.stream(rate).map(best::truePositiveRate).toArray();
    double[] diagonal = {0, 1};
    var plot =
        new Plot(
                Axis.linear("massless maps called massive", 0, 1),
                Axis.linear("massive maps found", 0, 1))
            .line(diagonal, diagonal, Color.GREY, "3 3", "chance")
            .line(
                rate,
                possible,
                Color.ORANGE,
                "6 3",
                result.kind().equals("gaussian") ? "best possible" : "best for Gaussian maps");
    return plot.line(
        summary.getRocList().stream().mapToDouble(RocPoint::getFalsePositiveRate).toArray(),
        summary.getRocList().stream().mapToDouble(RocPoint::getTruePositiveRate).toArray(),
        Color.BLUE,
        "",
        "network");
  }

  /** Logits of the two classes. */
  Plot logits() {
    return byClass(maps.logits(), "logit of massive neutrinos").vertical(0, Color.GREY, "3 3", "");
  }

  /** Estimated masses of the two classes. */
  Plot masses() {
    Plot plot = byClass(maps.massesEv(), "estimated Σm (eV)");
    plot.vertical(mean(maps.ofClass(maps.trueMassesEv(), 0)), Color.BLUE, "3 3", "true, massless");
    return plot.vertical(
        mean(maps.ofClass(maps.trueMassesEv(), 1)), Color.ORANGE, "3 3", "true, massive");
  }

  private Plot byClass(double[] values, String label) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    double from = sorted[sorted.length / 500];
    double to = sorted[sorted.length - 1 - sorted.length / 500];
    if (!(from < to)) {
      from -= 0.5;
      to += 0.5;
    }
    double[] edges = Bins.edges(from, to, BINS, false);
    double[] massless = Bins.shares(maps.ofClass(values, 0), edges);
    double[] massive = Bins.shares(maps.ofClass(values, 1), edges);
    return new Plot(
            Axis.linear(label, from, to),
            Axis.linear("share of the class per bin", 0, Bins.top(massless, massive)))
        .bars(edges, massless, Color.BLUE, MASSLESS)
        .bars(edges, massive, Color.ORANGE, MASSIVE);
  }

  /** How often maps of a stated probability are massive. */
  Plot calibration() {
    double[] stated = new double[PROBABILITY_BINS];
    double[] massive = new double[PROBABILITY_BINS];
    double[] number = new double[PROBABILITY_BINS];
    for (int i = 0; i < maps.maps(); i++) {
      double probability = 1 / (1 + Math.exp(-maps.logits()[i]));
      int bin = (int) Math.min(PROBABILITY_BINS - 1.0, probability * PROBABILITY_BINS);
      stated[bin] += probability;
      massive[bin] += maps.labels()[i];
      number[bin]++;
    }
    int[] filled =
        java.util.stream.IntStream.range(0, PROBABILITY_BINS)
            .filter(bin -> number[bin] >= FEWEST_MAPS)
            .toArray();
    double[] at = Arrays.stream(filled).mapToDouble(b -> stated[b] / number[b]).toArray();
    double[] of = Arrays.stream(filled).mapToDouble(b -> massive[b] / number[b]).toArray();
    double[] error =
        Arrays.stream(filled)
            .mapToDouble(
                b -> {
                  // Of the stated probability: that of the observed one vanishes at 0 and 1.
                  double p = stated[b] / number[b];
                  return Math.sqrt(p * (1 - p) / number[b]);
                })
            .toArray();
    double[] diagonal = {0, 1};
    return new Plot(
            Axis.linear("stated probability of massive neutrinos", 0, 1),
            Axis.linear("fraction that is massive", 0, 1))
        .line(diagonal, diagonal, Color.GREY, "3 3", "calibrated")
        .errors(at, of, error, Color.BLUE)
        .points(at, of, 3.5, Color.BLUE, "maps, by stated probability");
  }

  /** Accuracy beside what can be reached. */
  BarChart accuracies() {
    double spectrum = result.powerSpectrumAccuracy();
    double spectrumError = Math.sqrt(spectrum * (1 - spectrum) / result.powerSpectrumMaps());
    double most = Math.max(result.optimalAccuracy(), Math.max(result.accuracy(), spectrum));
    return new BarChart(CHANCE, Math.min(1, most + 0.05))
        .bar(
            result.kind().equals("gaussian") ? "best possible" : "best for Gaussian maps",
            result.optimalAccuracy(),
            0,
            Color.GREY,
            fixed(result.optimalAccuracy()))
        .bar(
            "network",
            result.accuracy(),
            result.accuracyError(),
            Color.BLUE,
            fixed(result.accuracy()) + " ± " + fixed(result.accuracyError()))
        .bar(
            "power spectrum",
            spectrum,
            spectrumError,
            Color.GREEN,
            fixed(spectrum) + " ± " + fixed(spectrumError));
  }

  private static String fixed(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }
}
