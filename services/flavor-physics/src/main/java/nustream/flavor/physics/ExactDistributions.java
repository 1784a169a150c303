package nustream.flavor.physics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Binned exact distributions of what the anarchy prior predicts inside the 3-sigma box of a release
 * ({@link ExactDraws} has the method), for a generator's samples to be drawn against. The Dirac and
 * Majorana phases need no draws: the prior is invariant under U(3), so they are uniform whatever is
 * cut on masses and angles.
 *
 * @param draws weighted samples
 * @param ess effective number of samples, (sum w)^2 / sum w^2
 * @param distributions one per {@link ExactQuantity}, in its order
 */
public record ExactDistributions(int draws, double ess, List<Binned> distributions) {
  /** Largest number of draws: 1e6 of 8 doubles are 64 MB for as long as it takes. */
  public static final int MAX_DRAWS = 1_000_000;

  private static final int DRAWS_PER_BLOCK = 4096;
  private static final int QUANTITIES = ExactQuantity.values().length;
  private static final double[] LEVELS = {0.025, 0.16, 0.5, 0.84, 0.975};

  /** Bins reach from the first to the second of these quantiles: one draw in 500 lies outside. */
  private static final double LOWEST = 0.001;

  private static final double HIGHEST = 0.999;

  /** The bins of masses that are equal get this width in log10. */
  private static final double LEAST_DECADES = 0.01;

  public ExactDistributions {
    distributions = List.copyOf(distributions);
  }

  /**
   * One quantity.
   *
   * @param edges one more than bins, ascending, in the unit of the quantity; of equal width, for
   *     right-handed masses in log10
   * @param shares of all draws per bin; together somewhat below 1, as some lie outside
   * @param quantiles by level: 0.025, 0.16, 0.5, 0.84, 0.975
   */
  public record Binned(
      ExactQuantity quantity, double[] edges, double[] shares, Map<Double, Double> quantiles) {}

  /** Whether bins of this quantity have equal width in log10. */
  public static boolean isLogarithmic(ExactQuantity quantity) {
    return switch (quantity) {
      case MR1, MR2, MR3 -> true;
      case M_LIGHTEST, SUM, MEE, MBETA -> false;
    };
  }

  /**
   * Draws and bins, on the calling thread.
   *
   * @param seed the result depends on it and the other arguments alone
   * @param draws 1000 to {@link #MAX_DRAWS}
   * @param bins per quantity, 1 to 1000
   */
  public static ExactDistributions of(
      AnarchyPrior prior, NufitTable table, long seed, int draws, int bins) {
    if (draws < 1000 || draws > MAX_DRAWS) {
      throw new IllegalArgumentException("draws = " + draws + ", allowed 1000 to " + MAX_DRAWS);
    }
    if (bins < 1 || bins > 1000) {
      throw new IllegalArgumentException("bins = " + bins + ", allowed 1 to 1000");
    }
    double[] weight = new double[draws];
    double[] rows = new double[draws * QUANTITIES];
    ExactDraws exact = new ExactDraws(prior, table);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      if (i % DRAWS_PER_BLOCK == 0) {
        exact.reset(seed, i / DRAWS_PER_BLOCK);
      }
      weight[i] = exact.next();
      exact.readQuantities(rows, i * QUANTITIES);
      sum += weight[i];
      squares += weight[i] * weight[i];
    }
    List<Binned> binned = new ArrayList<>();
    double[] value = new double[draws];
    for (ExactQuantity quantity : ExactQuantity.values()) {
      for (int i = 0; i < draws; i++) {
        value[i] = rows[i * QUANTITIES + quantity.ordinal()];
      }
      binned.add(binned(quantity, value, weight, bins));
    }
    return new ExactDistributions(draws, sum * sum / squares, binned);
  }

  private static Binned binned(ExactQuantity quantity, double[] value, double[] weight, int bins) {
    WeightedQuantiles sample = new WeightedQuantiles(value, weight);
    Map<Double, Double> quantiles = new LinkedHashMap<>();
    for (double level : LEVELS) {
      quantiles.put(level, sample.at(level));
    }
    boolean logarithmic = isLogarithmic(quantity);
    double low = coordinate(logarithmic, sample.at(LOWEST));
    double high = coordinate(logarithmic, sample.at(HIGHEST));
    if (logarithmic && high - low < LEAST_DECADES) {
      high = low + LEAST_DECADES;
    }
    double[] shares = new double[bins];
    double total = 0;
    for (int i = 0; i < value.length; i++) {
      double place = (coordinate(logarithmic, value[i]) - low) / (high - low) * bins;
      if (place >= 0 && place <= bins) {
        shares[(int) Math.min(place, bins - 1)] += weight[i];
      }
      total += weight[i];
    }
    double[] edges = new double[bins + 1];
    for (int b = 0; b <= bins; b++) {
      double at = low + (high - low) * b / bins;
      edges[b] = logarithmic ? Math.pow(10, at) : at;
      if (b < bins) {
        shares[b] /= total;
      }
    }
    return new Binned(quantity, edges, shares, quantiles);
  }

  private static double coordinate(boolean logarithmic, double value) {
    return logarithmic ? Math.log10(value) : value;
  }
}
