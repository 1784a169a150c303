package nustream.lensing.physics.recipe;

import java.util.stream.IntStream;
import nustream.lensing.physics.bound.PowerSpectrumClassifier;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.MultipoleBins;
import nustream.lensing.physics.field.PowerEstimator;

/**
 * The power-spectrum classifier of a series of two universes: trained on maps of another seed and
 * judged on maps of the series itself. What a network has to beat on non-Gaussian maps. Works on
 * all cores.
 */
public final class PowerSpectrumBaseline {
  /** Maps per class that the covariance is estimated from: 40 times the bins. */
  private static final int TRAINING_MAPS = 800;

  private static final int BINS = 20;

  /** A seed is turned into that of the training maps by this, so that they never meet. */
  private static final long OTHER_SEED = 0x5DEECE66D1CE4E5BL;

  private final MapMaker maker;

  public PowerSpectrumBaseline(MapMaker maker) {
    this.maker = maker;
  }

  /**
   * Fraction of the maps 0 to {@code maps} - 1 that the power spectrum alone classifies rightly.
   *
   * @throws IllegalArgumentException if the series is not of two universes
   */
  public double accuracy(MapSeries series, int maps) {
    return accuracy(series, maps, () -> {});
  }

  /** Maps that are made to judge so many. */
  public static int mapsMade(int judged) {
    return 2 * TRAINING_MAPS + judged;
  }

  /**
   * As {@link #accuracy(MapSeries, int)}.
   *
   * @param eachMap run after every one of {@link #mapsMade}, by several threads
   */
  public double accuracy(MapSeries series, int maps, Runnable eachMap) {
    if (series.cosmologies().size() != 2) {
      throw new IllegalArgumentException(
          "number of cosmologies = " + series.cosmologies().size() + " is not allowed: 2");
    }
    MapSeries training =
        new MapSeries(
            series.cosmologies(),
            series.sourceRedshift(),
            series.observation(),
            series.kind(),
            series.nonlinear(),
            series.seed() ^ OTHER_SEED);
    double[][] spectra = spectra(training, 2 * TRAINING_MAPS, eachMap);
    var classifier = new PowerSpectrumClassifier(everySecond(spectra, 0), everySecond(spectra, 1));
    double[][] judged = spectra(series, maps, eachMap);
    long right =
        IntStream.range(0, maps)
            .filter(i -> classifier.logit(judged[i]) > 0 == (series.label(i) == 1))
            .count();
    return (double) right / maps;
  }

  private double[][] spectra(MapSeries series, int maps, Runnable eachMap) {
    MapGeometry geometry = series.observation().geometry();
    ThreadLocal<PowerEstimator> estimators =
        ThreadLocal.withInitial(() -> new PowerEstimator(geometry, bins(series)));
    int[] filled =
        IntStream.range(0, BINS).filter(bin -> estimators.get().modes()[bin] > 0).toArray();
    return IntStream.range(0, maps)
        .parallel()
        .mapToObj(i -> estimators.get().estimate(maker.make(series.recipe(i))))
        .map(power -> IntStream.of(filled).mapToDouble(bin -> power[bin]).toArray())
        .peek(spectrum -> eachMap.run())
        .toArray(double[][]::new);
  }

  /** From the fundamental to the corner of the grid, or to where modes were removed. */
  private static MultipoleBins bins(MapSeries series) {
    MapGeometry geometry = series.observation().geometry();
    double corner = geometry.fundamental() * geometry.pixels() / Math.sqrt(2);
    double last = Math.min(corner, series.observation().largestMultipole());
    double margin = 1 + 1e-9; // so that the first and the last mode lie inside
    return new MultipoleBins(
        geometry.fundamental() / margin,
        Math.max(last, geometry.fundamental() * 1.01) * margin,
        BINS);
  }

  private static double[][] everySecond(double[][] rows, int first) {
    return IntStream.range(0, rows.length / 2)
        .mapToObj(i -> rows[2 * i + first])
        .toArray(double[][]::new);
  }
}
