package nustream.flavor.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Exact, independent and equally weighted samples of the anarchy prior conditioned on the 3-sigma
 * box of a release ({@link ExactDraws} has the method). Results depend on the seed alone, not on
 * the number of threads: blocks of draws have their own random stream and are used in the order of
 * their number. Stateless; runs on the common pool.
 */
public final class ExactSampler {
  /** Largest n: 5e6 samples of 21 doubles are 840 MB. */
  public static final int MAX_SAMPLES = 5_000_000;

  private static final int DRAWS_PER_BLOCK = 1 << 15;

  /** Blocks computed between two looks at whether there are enough: 2e6 draws, about a second. */
  private static final int BLOCKS_PER_WAVE = 64;

  /** Gives up after 1.3e10 draws, a thousand times what a supported case needs. */
  private static final int MAX_WAVES = 6_000;

  private static final double[] LEVELS = {0.025, 0.16, 0.5, 0.84, 0.975};

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
   * Result of a run. The samples have equal weights, so ess = n.
   *
   * @param n samples
   * @param ess effective number of samples
   * @param acceptance share of the prior draws whose masses fit
   * @param quantiles column name to probability ("0.025", "0.16", "0.5", "0.84", "0.975") to value
   */
  public record Result(
      int n, double ess, double acceptance, Map<String, Map<String, Double>> quantiles) {}

  /**
   * Draws n samples and summarises them.
   *
   * @throws IllegalArgumentException if n is not in 1 .. {@link #MAX_SAMPLES}
   */
  public Result run(int n) {
    Samples samples = sample(n, ExactDraws.QUANTITIES, ExactDraws::readQuantities);
    Map<String, Map<String, Double>> quantiles = new LinkedHashMap<>();
    for (ExactQuantity quantity : ExactQuantity.values()) {
      double[] value = new double[n];
      for (int i = 0; i < n; i++) {
        value[i] = samples.rows[i * ExactDraws.QUANTITIES + quantity.ordinal()];
      }
      Arrays.sort(value);
      Map<String, Double> levels = new LinkedHashMap<>();
      for (double level : LEVELS) {
        levels.put(Double.toString(level), quantile(value, level));
      }
      quantiles.put(quantity.column(), levels);
    }
    return new Result(n, n, samples.acceptance, quantiles);
  }

  /**
   * Draws n samples as candidates.
   *
   * @return n x 21 numbers in the layout of {@link SeesawParameters}
   * @throws IllegalArgumentException if n is not in 1 .. {@link #MAX_SAMPLES}
   */
  public double[] solutions(int n) {
    return sample(n, SeesawParameters.SIZE, ExactDraws::readParameters).rows;
  }

  /** Writes what is wanted of an accepted draw. */
  private interface Reader {
    void read(ExactDraws draws, double[] row, int offset);
  }

  private record Samples(double[] rows, double acceptance) {}

  private Samples sample(int n, int width, Reader reader) {
    if (n < 1 || n > MAX_SAMPLES) {
      throw new IllegalArgumentException("n = " + n + ", allowed 1 to " + MAX_SAMPLES);
    }
    List<double[]> accepted = new ArrayList<>();
    long numbers = 0;
    int wave = 0;
    while (numbers < (long) n * width) {
      if (wave == MAX_WAVES) {
        throw new ArithmeticException(
            numbers / width + " of " + n + " samples after " + wave + " waves of draws");
      }
      int first = wave * BLOCKS_PER_WAVE;
      List<double[]> blocks =
          IntStream.range(first, first + BLOCKS_PER_WAVE)
              .parallel()
              .mapToObj(block -> block(block, width, reader))
              .toList();
      for (double[] block : blocks) {
        accepted.add(block);
        numbers += block.length;
      }
      wave++;
    }
    double draws = (double) wave * BLOCKS_PER_WAVE * DRAWS_PER_BLOCK;
    double[] rows = new double[n * width];
    int filled = 0;
    for (double[] block : accepted) {
      int length = Math.min(block.length, rows.length - filled);
      System.arraycopy(block, 0, rows, filled, length);
      filled += length;
    }
    return new Samples(rows, numbers / (double) width / draws);
  }

  private double[] block(long block, int width, Reader reader) {
    ExactDraws draws = new ExactDraws(prior, table);
    draws.reset(seed, block);
    double[] rows = new double[64 * width];
    int filled = 0;
    for (int k = 0; k < DRAWS_PER_BLOCK; k++) {
      if (!draws.next()) {
        continue;
      }
      if (filled == rows.length) {
        rows = Arrays.copyOf(rows, 2 * filled);
      }
      reader.read(draws, rows, filled);
      filled += width;
    }
    return Arrays.copyOf(rows, filled);
  }

  /** Linear interpolation between order statistics, value ascending. */
  private static double quantile(double[] value, double level) {
    double place = level * (value.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, value.length - 1);
    return value[below] + (place - below) * (value[above] - value[below]);
  }
}
