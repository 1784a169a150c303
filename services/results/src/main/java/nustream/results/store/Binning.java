package nustream.results.store;

/**
 * Bins of equal width that a column is counted in; closed on the left, the last one on both sides.
 * A value within rounding of an edge may be counted on either side of it.
 *
 * @param logarithmic whether the width is equal in log10; the ends are values all the same
 * @param bins 1 to 1000
 */
public record Binning(Column column, boolean logarithmic, double low, double high, int bins) {
  private static final int MOST_BINS = 1000;

  public Binning {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(low + " .. " + high + " are no ends of bins");
    }
    if (logarithmic && !(low > 0)) {
      throw new IllegalArgumentException("logarithmic bins from " + low + ", want above 0");
    }
    if (bins < 1 || bins > MOST_BINS) {
      throw new IllegalArgumentException(bins + " bins, want 1 to " + MOST_BINS);
    }
  }

  /** The ascending edges, one more than bins. */
  public double[] edges() {
    double[] edges = new double[bins + 1];
    double from = coordinate(low);
    double width = (coordinate(high) - from) / bins;
    for (int i = 0; i <= bins; i++) {
      edges[i] = logarithmic ? Math.pow(10, from + width * i) : from + width * i;
    }
    edges[0] = low;
    edges[bins] = high;
    return edges;
  }

  double coordinate(double value) {
    return logarithmic ? Math.log10(value) : value;
  }

  /** The coordinate as SQL. */
  String sql() {
    return logarithmic ? "log10(" + column.sql() + ")" : column.sql();
  }
}
