package nustream.results.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nustream.flavor.physics.MassBound;
import nustream.flavor.physics.MeeEnvelope;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.Ordering;

/**
 * What a release allows of m_ee at each lightest mass, and what experiments say beside it.
 *
 * @param lightestEv from 0.1 meV to 1 eV, equally spaced in the logarithm
 * @param regions by ordering, "NO" and "IO"; those that the release tabulates
 */
record AllowedRegions(
    String release, double[] lightestEv, Map<Ordering, Region> regions, List<Bound> bounds) {
  private static final int POINTS = 241;
  private static final double LOWEST_LOG = -4;
  private static final double DECADES = 4;

  /**
   * Of one ordering.
   *
   * @param lowEv 0 where the terms can cancel
   */
  record Region(double[] lowEv, double[] highEv) {}

  /**
   * Of one experiment.
   *
   * @param column that it bounds
   * @param lightestEv lightest mass at the bound, by ordering; absent where every one is beyond it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Bound(
      String name,
      String column,
      double lowEv,
      double highEv,
      boolean reached,
      String source,
      Map<Ordering, Double> lightestEv) {}

  static AllowedRegions of(NufitRelease release) {
    double[] lightest = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      lightest[i] = Math.pow(10, LOWEST_LOG + DECADES * i / (POINTS - 1));
    }
    Map<Ordering, Region> regions = new EnumMap<>(Ordering.class);
    for (Ordering ordering : release.orderings()) {
      regions.put(ordering, region(release.table(ordering), lightest));
    }
    List<Bound> bounds = new ArrayList<>();
    for (MassBound bound : MassBound.ALL) {
      Map<Ordering, Double> at = new EnumMap<>(Ordering.class);
      for (Ordering ordering : release.orderings()) {
        bound.lightestEv(release.table(ordering)).ifPresent(mass -> at.put(ordering, mass));
      }
      bounds.add(
          new Bound(
              bound.name(),
              bound.quantity().column(),
              bound.lowEv(),
              bound.highEv(),
              bound.reached(),
              bound.source(),
              at));
    }
    return new AllowedRegions(release.name(), lightest, regions, bounds);
  }

  private static Region region(NufitTable table, double[] lightest) {
    MeeEnvelope envelope = new MeeEnvelope(table);
    double[] low = new double[lightest.length];
    double[] high = new double[lightest.length];
    for (int i = 0; i < lightest.length; i++) {
      MeeEnvelope.Range range = envelope.at(lightest[i]);
      low[i] = range.lowEv();
      high[i] = range.highEv();
    }
    return new Region(low, high);
  }
}
