package nustream.flavor.physics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Exact, independent samples of the anarchy prior conditioned on the 3-sigma box of a release
 * ({@link ExactDraws} has the method). Results depend on the seed alone, not on the number of
 * threads: blocks of draws have their own random stream and are used in the order of their number.
 * Stateless; runs on the common pool.
 */
public final class ExactSampler {
  /** Largest n: 5e6 candidates of 21 doubles are 840 MB. */
  public static final int MAX_SAMPLES = 5_000_000;

  private static final int DRAWS_PER_BLOCK = 4096;

  /** Blocks computed between two looks at whether there are enough solutions: 33,000 draws. */
  private static final int BLOCKS_PER_WAVE = 8;

  /** Gives up after 3e9 draws; MAX_SAMPLES at the smallest kept share, 0.02, are 2.5e8. */
  private static final int MAX_WAVES = 100_000;

  /** Blocks that the largest weight is taken from: 130,000 draws. */
  private static final int PILOT_BLOCKS = 32;

  /**
   * Room above the largest weight of the pilot; no larger one was met in 5e5 draws of any spread.
   */
  private static final double BOUND_MARGIN = 1.25;

  /** Block numbers of the pilot wave, which no sample uses. */
  private static final long PILOT = 1L << 40;

  private static final double[] LEVELS = {0.025, 0.16, 0.5, 0.84, 0.975};
  private static final int QUANTITIES = ExactQuantity.values().length;

  private final AnarchyPrior prior;
  private final NufitTable table;
  private final long seed;

  /** A sampler of a prior inside the box of a table. */
  public ExactSampler(AnarchyPrior prior, NufitTable table, long seed) {
    this.prior = prior;
    this.table = table;
    this.seed = seed;
  }

  /**
   * Result of a run.
   *
   * @param n weighted samples
   * @param ess effective number of samples, (sum w)^2 / sum w^2
   * @param quantiles column name to probability ("0.025", "0.16", "0.5", "0.84", "0.975") to value
   */
  public record Result(int n, double ess, Map<String, Map<String, Double>> quantiles) {}

  /**
   * Draws n weighted samples and summarises them.
   *
   * @throws IllegalArgumentException if n is not in 1 .. {@link #MAX_SAMPLES}
   */
  public Result run(int n) {
    return run(n, drawn -> {});
  }

  /**
   * As {@link #run(int)}.
   *
   * @param progress told how many more samples there are, by several threads
   */
  public Result run(int n, IntConsumer progress) {
    requireCount(n);
    double[] weight = new double[n];
    double[] rows = new double[n * QUANTITIES];
    int blocks = (n + DRAWS_PER_BLOCK - 1) / DRAWS_PER_BLOCK;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              ExactDraws draws = draws(block);
              int first = block * DRAWS_PER_BLOCK;
              int last = Math.min(n, first + DRAWS_PER_BLOCK);
              for (int i = first; i < last; i++) {
                weight[i] = draws.next();
                draws.readQuantities(rows, i * QUANTITIES);
              }
              progress.accept(last - first);
            });
    double sum = 0;
    double squares = 0;
    for (double w : weight) {
      sum += w;
      squares += w * w;
    }
    return new Result(n, sum * sum / squares, quantiles(rows, weight));
  }

  private static Map<String, Map<String, Double>> quantiles(double[] rows, double[] weight) {
    Map<String, Map<String, Double>> quantiles = new LinkedHashMap<>();
    double[] value = new double[weight.length];
    for (ExactQuantity quantity : ExactQuantity.values()) {
      for (int i = 0; i < value.length; i++) {
        value[i] = rows[i * QUANTITIES + quantity.ordinal()];
      }
      WeightedQuantiles sample = new WeightedQuantiles(value, weight);
      Map<String, Double> levels = new LinkedHashMap<>();
      for (double level : LEVELS) {
        levels.put(Double.toString(level), sample.at(level));
      }
      quantiles.put(quantity.column(), levels);
    }
    return quantiles;
  }

  /**
   * Draws n equally weighted samples as candidates: the weighted ones, each kept with a chance in
   * proportion to its weight.
   *
   * @return n x 21 numbers in the layout of {@link SeesawParameters}
   * @throws IllegalArgumentException if n is not in 1 .. {@link #MAX_SAMPLES}
   */
  public double[] solutions(int n) {
    requireCount(n);
    double bound = BOUND_MARGIN * pilotMaximum();
    double[] rows = new double[n * SeesawParameters.SIZE];
    int filled = 0;
    for (int wave = 0; filled < rows.length; wave++) {
      if (wave == MAX_WAVES) {
        throw new ArithmeticException(
            filled / SeesawParameters.SIZE + " of " + n + " samples after " + wave + " waves");
      }
      long first = (long) wave * BLOCKS_PER_WAVE;
      List<double[]> kept =
          IntStream.range(0, BLOCKS_PER_WAVE)
              .parallel()
              .mapToObj(block -> keep(draws(first + block), bound))
              .toList();
      for (double[] block : kept) {
        int length = Math.min(block.length, rows.length - filled);
        System.arraycopy(block, 0, rows, filled, length);
        filled += length;
      }
    }
    return rows;
  }

  private double pilotMaximum() {
    return IntStream.range(0, PILOT_BLOCKS)
        .parallel()
        .mapToDouble(
            block -> {
              ExactDraws draws = draws(PILOT + block);
              double largest = 0;
              for (int k = 0; k < DRAWS_PER_BLOCK; k++) {
                largest = Math.max(largest, draws.next());
              }
              return largest;
            })
        .max()
        .orElseThrow();
  }

  private static double[] keep(ExactDraws draws, double bound) {
    double[] rows = new double[DRAWS_PER_BLOCK * SeesawParameters.SIZE];
    int filled = 0;
    for (int k = 0; k < DRAWS_PER_BLOCK; k++) {
      double weight = draws.next();
      if (draws.nextUniform() * bound < weight) {
        draws.readParameters(rows, filled);
        filled += SeesawParameters.SIZE;
      }
    }
    return Arrays.copyOf(rows, filled);
  }

  private ExactDraws draws(long block) {
    ExactDraws draws = new ExactDraws(prior, table);
    draws.reset(seed, block);
    return draws;
  }

  private static void requireCount(int n) {
    if (n < 1 || n > MAX_SAMPLES) {
      throw new IllegalArgumentException("n = " + n + ", allowed 1 to " + MAX_SAMPLES);
    }
  }
}
