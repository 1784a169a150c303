package nustream.sampler.evaluation;

import java.util.Arrays;
import java.util.List;

/** Statistics of ascending samples and of clouds of points. */
public final class Statistics {
  /** A Kolmogorov-Smirnov distance above this over sqrt(n) is found by chance once in twenty. */
  public static final double KS_FIVE_PERCENT = 1.358;

  private Statistics() {}

  /** Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7). */
  public static double quantile(double[] ascending, double probability) {
    if (ascending.length == 0) {
      return Double.NaN;
    }
    double place = probability * (ascending.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
  }

  /**
   * Kolmogorov-Smirnov distance of ascending angles in degrees from uniform in [0, 360); NaN for
   * none.
   */
  public static double distanceFromUniformDeg(double[] ascending) {
    double n = ascending.length;
    double distance = n == 0 ? Double.NaN : 0;
    for (int i = 0; i < ascending.length; i++) {
      double expected = ascending[i] / 360;
      distance = Math.max(distance, Math.max((i + 1) / n - expected, expected - i / n));
    }
    return distance;
  }

  /**
   * Distances to the nearest neighbour.
   *
   * @param mean over all points
   * @param least of all
   */
  public record Neighbours(double mean, double least) {}

  /**
   * Euclidean nearest-neighbour distances by comparing all pairs: 2 s for 10^4 points of 21. NaN
   * for fewer than two points.
   */
  public static Neighbours neighbours(List<double[]> points) {
    int n = points.size();
    if (n < 2) {
      return new Neighbours(Double.NaN, Double.NaN);
    }
    double[] nearest = new double[n];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      double[] a = points.get(i);
      for (int j = 0; j < i; j++) {
        double squared = squaredDistance(a, points.get(j), nearest[i], nearest[j]);
        nearest[i] = Math.min(nearest[i], squared);
        nearest[j] = Math.min(nearest[j], squared);
      }
    }
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double squared : nearest) {
      sum += Math.sqrt(squared);
      least = Math.min(least, Math.sqrt(squared));
    }
    return new Neighbours(sum / n, least);
  }

  /** The squared distance, or part of it once that is of no interest to either. */
  private static double squaredDistance(double[] a, double[] b, double limitA, double limitB) {
    double limit = Math.max(limitA, limitB);
    double sum = 0;
    for (int d = 0; d < a.length && sum < limit; d++) {
      double difference = a[d] - b[d];
      sum += difference * difference;
    }
    return sum;
  }
}
