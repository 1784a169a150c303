package nustream.local.report;

import java.util.Arrays;

/** Bins of numbers. */
public final class Bins {
  private Bins() {}

  /** Edges of bins of equal width, in the logarithm if so wanted. */
  public static double[] edges(double from, double to, int bins, boolean logarithmic) {
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      double share = (double) i / bins;
      edges[i] = logarithmic ? from * Math.pow(to / from, share) : from + (to - from) * share;
    }
    return edges;
  }

  /**
   * The share of all numbers in each bin; closed on the left, the last one on both sides. What is
   * not a number is left out.
   *
   * @param edges ascending, one more than bins
   */
  public static double[] shares(double[] values, double[] edges) {
    double[] shares = new double[edges.length - 1];
    long defined = 0;
    for (double value : values) {
      if (Double.isNaN(value)) {
        continue;
      }
      defined++;
      if (value >= edges[0] && value <= edges[edges.length - 1]) {
        int place = Arrays.binarySearch(edges, value);
        int bin = place >= 0 ? place : -place - 2;
        shares[Math.min(bin, shares.length - 1)]++;
      }
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= Math.max(1, defined);
    }
    return shares;
  }

  /** The largest height, and some room. */
  public static double top(double[]... heights) {
    double most = 0;
    for (double[] each : heights) {
      most = Math.max(most, Arrays.stream(each).max().orElse(0));
    }
    return most > 0 ? 1.12 * most : 1;
  }
}
