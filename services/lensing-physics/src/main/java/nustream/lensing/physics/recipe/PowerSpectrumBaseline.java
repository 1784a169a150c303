package nustream.lensing.physics.recipe;

import java.util.stream.IntStream;
import nustream.lensing.physics.bound.PowerSpectrumClassifier;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.MultipoleBins;
import nustream.lensing.physics.field.PowerEstimator;

/**
 * The classifier of two universes that knows binned power spectra alone: what a network has to beat
 * on non-Gaussian maps. Immutable and thread-safe.
 */
public final class PowerSpectrumBaseline {
  /** Maps per class of a series that the covariance is estimated from: 40 times the bins. */
  private static final int SERIES_MAPS = 800;

  private static final int BINS = 20;

  /** A seed is turned into that of the training maps by this, so that they never meet. */
  private static final long OTHER_SEED = 0x5DEECE66D1CE4E5BL;

  /** Where the maps come from that it is trained on. */
  @FunctionalInterface
  public interface TrainingMaps {
    /**
     * A map.
     *
     * @param label its class, 0 or 1
     * @param number from 0, within the class
     */
    ConvergenceMap map(int label, int number);
  }

  private final ThreadLocal<PowerEstimator> estimators;
  private final int[] filled;
  private final PowerSpectrumClassifier classifier;

  /**
   * Trains it.
   *
   * @param geometry of the maps
   * @param largestMultipole beyond which modes were removed; infinite for none
   * @param mapsPerClass that it is trained on
   * @param parallel whether several threads may ask for training maps at once
   */
  public PowerSpectrumBaseline(
      MapGeometry geometry,
      double largestMultipole,
      int mapsPerClass,
      TrainingMaps maps,
      boolean parallel) {
    MultipoleBins bins = bins(geometry, largestMultipole);
    estimators = ThreadLocal.withInitial(() -> new PowerEstimator(geometry, bins));
    int[] modes = estimators.get().modes();
    filled = IntStream.range(0, BINS).filter(bin -> modes[bin] > 0).toArray();
    classifier =
        new PowerSpectrumClassifier(
            spectra(0, mapsPerClass, maps, parallel), spectra(1, mapsPerClass, maps, parallel));
  }

  /**
   * Fraction of the maps 0 to {@code maps} - 1 of a series that the power spectrum alone classifies
   * rightly, trained on maps of another seed. Works on all cores.
   *
   * @throws IllegalArgumentException if the series is not of two universes
   */
  public static double accuracy(MapMaker maker, MapSeries series, int maps) {
    return accuracy(maker, series, maps, () -> {});
  }

  /** Maps that are made to judge so many. */
  public static int mapsMade(int judged) {
    return 2 * SERIES_MAPS + judged;
  }

  /**
   * As {@link #accuracy(MapMaker, MapSeries, int)}.
   *
   * @param eachMap run after every one of {@link #mapsMade}, by several threads
   */
  public static double accuracy(MapMaker maker, MapSeries series, int maps, Runnable eachMap) {
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
    PowerSpectrumBaseline baseline =
        new PowerSpectrumBaseline(
            series.observation().geometry(),
            series.observation().largestMultipole(),
            SERIES_MAPS,
            (label, number) -> made(maker, training.recipe(2L * number + label), eachMap),
            true);
    long right =
        IntStream.range(0, maps)
            .parallel()
            .filter(
                i ->
                    baseline.logit(made(maker, series.recipe(i), eachMap)) > 0
                        == (series.label(i) == 1))
            .count();
    return (double) right / maps;
  }

  private static ConvergenceMap made(MapMaker maker, Recipe recipe, Runnable eachMap) {
    ConvergenceMap map = maker.make(recipe);
    eachMap.run();
    return map;
  }

  /** Log odds of the second class. */
  public double logit(ConvergenceMap map) {
    return classifier.logit(spectrum(map));
  }

  private double[][] spectra(int label, int count, TrainingMaps maps, boolean parallel) {
    IntStream numbers = IntStream.range(0, count);
    return (parallel ? numbers.parallel() : numbers)
        .mapToObj(number -> spectrum(maps.map(label, number)))
        .toArray(double[][]::new);
  }

  private double[] spectrum(ConvergenceMap map) {
    double[] power = estimators.get().estimate(map);
    return IntStream.of(filled).mapToDouble(bin -> power[bin]).toArray();
  }

  /** From the fundamental to the corner of the grid, or to where modes were removed. */
  private static MultipoleBins bins(MapGeometry geometry, double largestMultipole) {
    double first = geometry.fundamental();
    double corner = first * geometry.pixels() / Math.sqrt(2);
    double last = Math.max(Math.min(corner, largestMultipole), 1.01 * first);
    double margin = 1 + 1e-9; // so that the first and the last mode lie inside
    return new MultipoleBins(first / margin, last * margin, BINS);
  }
}
