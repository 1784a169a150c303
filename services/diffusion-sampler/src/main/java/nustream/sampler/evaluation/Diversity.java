package nustream.sampler.evaluation;

/**
 * How different solutions are from each other, in standardised coordinates without the common
 * scale.
 *
 * @param compared solutions of either kind that were compared
 * @param meanNearest mean distance to the nearest neighbour
 * @param leastNearest least distance of two solutions
 * @param exactMeanNearest the same mean for as many exact solutions
 */
public record Diversity(
    int compared, double meanNearest, double leastNearest, double exactMeanNearest) {
  /** All pairs of so many take 2 s. */
  private static final int MOST_COMPARED = 10_000;

  static Diversity of(Solutions solutions, Solutions exact) {
    int compared = Math.min(MOST_COMPARED, Math.min(solutions.size(), exact.size()));
    Statistics.Neighbours found = Statistics.neighbours(solutions.first(compared).points());
    Statistics.Neighbours reference = Statistics.neighbours(exact.first(compared).points());
    return new Diversity(compared, found.mean(), found.least(), reference.mean());
  }

  /** 1 for a generator as diverse as the exact one. */
  public double ratio() {
    return meanNearest / exactMeanNearest;
  }
}
