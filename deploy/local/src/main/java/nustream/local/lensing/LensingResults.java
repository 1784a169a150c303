package nustream.local.lensing;

import java.util.Locale;
import nustream.campaigns.v1.Campaign;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.recipe.DetectionBound;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.PowerSpectrumBaseline;
import nustream.local.Terminal;
import nustream.local.progress.WorkProgress;
import nustream.results.v1.ClassificationSummary;

/** Brings together what services say of a lensing campaign and what this process computes of it. */
final class LensingResults {
  /** Enough for an error of the baseline's accuracy below 0.01; they are made here once more. */
  private static final int MOST_BASELINE_MAPS = 4000;

  private final MapMaker maker;
  private final Terminal terminal;

  LensingResults(MapMaker maker, Terminal terminal) {
    this.maker = maker;
    this.terminal = terminal;
  }

  /**
   * The result of a campaign, beside the best that is possible and what power spectra alone can do.
   *
   * @param series of the campaign: two universes, the massless one first
   * @param seconds that it took
   * @param written file with the classifications; null for none
   */
  LensingResult of(
      Campaign ended,
      ClassificationSummary summary,
      MapSeries series,
      double seconds,
      String written) {
    Observation seen = series.observation();
    Cosmology massive = series.cosmologies().get(1);
    GaussianBound bound =
        DetectionBound.between(
            maker.spectra(),
            series.cosmologies().get(0),
            massive,
            series.sourceRedshift(),
            seen,
            series.nonlinear());
    int judged = (int) Math.min(MOST_BASELINE_MAPS, summary.getMaps());
    terminal.say("classifying %d of the maps by their power spectra alone", judged);
    double baseline = baseline(series, judged);
    double accuracy = summary.getAccuracy();
    return new LensingResult(
        ended.getId(),
        summary.getMaps(),
        accuracy,
        Math.sqrt(accuracy * (1 - accuracy) / summary.getMaps()),
        summary.hasAuc() ? summary.getAuc() : null,
        bound.accuracy(),
        baseline,
        judged,
        seconds,
        summary.getMaps() / seconds,
        lower(series.kind()),
        series.sourceRedshift(),
        seen.geometry().angleDeg(),
        seen.geometry().pixels(),
        seen.noise().map(ShapeNoise::galaxiesPerArcmin2).orElse(0.0),
        seen.noise().map(ShapeNoise::ellipticityPerComponent).orElse(0.0),
        Double.isInfinite(seen.largestMultipole()) ? null : seen.largestMultipole(),
        lower(series.nonlinear()),
        massive.amplitude() instanceof Amplitude.Sigma8 ? "sigma8" : "as",
        CosmologyOptions.described(massive),
        ended.getLensing().getModel(),
        ended.getProgress().getModelDigest(),
        series.seed(),
        written);
  }

  private double baseline(MapSeries series, int judged) {
    try (var progress =
        new WorkProgress(terminal, "maps", PowerSpectrumBaseline.mapsMade(judged))) {
      return PowerSpectrumBaseline.accuracy(maker, series, judged, progress::step);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
