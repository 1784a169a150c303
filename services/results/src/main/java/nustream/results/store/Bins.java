package nustream.results.store;

/** Bins of equal width: closed on the left, the last one on both sides. */
final class Bins {
  private Bins() {}

  /**
   * The bins + 1 ascending edges from the smallest to the largest value. Where these are the same
   * value v, the bins lie around it, from v - |v|/2 to v + |v|/2, or from -1/2 to 1/2 for v = 0.
   */
  static double[] edges(double min, double max, int bins) {
    double low = min;
    double high = max;
    if (low == high) {
      double half = low == 0 ? 0.5 : Math.abs(low) / 2;
      low -= half;
      high += half;
    }
    double[] edges = new double[bins + 1];
    for (int i = 0; i < bins; i++) {
      edges[i] = low + (high - low) * i / bins;
    }
    edges[bins] = high;
    return edges;
  }

  /**
   * A query for (bin, count) of the bins that are not empty; its first value is the list of edges,
   * and those of the condition follow. The division finds the bin up to rounding, and the edges
   * themselves decide: so a value on an edge is in the bin that the edge opens.
   */
  static String countQuery(String column, String condition) {
    return """
        with bins as (select ?::double[] as edges, len(edges) - 1 as n),
        placed as (
          select x, edges, n,
            cast(least(greatest(floor((x - edges[1]) / (edges[n + 1] - edges[1]) * n), 0), n - 1) as integer) as i
          from (select %1$s as x from solutions where %1$s is not null and %2$s), bins)
        select cast(i + case when x < edges[i + 1] then -1
            when i < n - 1 and x >= edges[i + 2] then 1 else 0 end as integer) as bin, count(*)
        from placed group by bin"""
        .formatted(column, condition);
  }
}
