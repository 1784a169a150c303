package nustream.flavor.physics;

/**
 * The effective mass of neutrinoless double beta decay that a release allows at each lightest mass:
 * angles and splittings anywhere in the 3-sigma box, Majorana phases free. Immutable.
 *
 * <p>With {@code a_i = m_i |U_ei|^2} and free phases, {@code |m_ee|} reaches everything from {@code
 * max(0, 2 max_i a_i - sum_i a_i)} to {@code sum_i a_i} (three sides of a polygon). Both are taken
 * at their extremes over the box without a search. {@code sum a} and {@code g_k = 2 a_k - sum a}
 * are linear in each of s12^2 and s13^2 and monotonic in each splitting as long as s12^2 is below
 * 1/2, so their extremes lie at the 16 corners. The lower end is {@code max(0, max_k min g_k)}: at
 * most one g_k is positive at a point, so either the same one is positive in the whole box, or
 * there is a point (the box being connected) where none is and the three terms cancel.
 */
public final class MeeEnvelope {
  private static final int CORNERS = 16;
  private static final double MOST_S12SQ = 0.5;

  private final NufitTable table;

  /** Of the box of this table. */
  public MeeEnvelope(NufitTable table) {
    if (!(table.s12sq().high3() < MOST_S12SQ)) {
      throw new IllegalArgumentException(
          "s12sq up to " + table.s12sq().high3() + ", allowed below " + MOST_S12SQ);
    }
    this.table = table;
  }

  /**
   * What is allowed.
   *
   * @param lowEv 0 where the terms can cancel
   */
  public record Range(double lowEv, double highEv) {}

  /** At a lightest mass in eV, &gt;= 0. */
  public Range at(double lightestEv) {
    if (!(lightestEv >= 0 && lightestEv < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("lightest mass = " + lightestEv + " eV, allowed >= 0");
    }
    double largest = 0;
    double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    for (int corner = 0; corner < CORNERS; corner++) {
      double[] a = terms(lightestEv, corner);
      double sum = a[0] + a[1] + a[2];
      largest = Math.max(largest, sum);
      for (int k = 0; k < 3; k++) {
        least[k] = Math.min(least[k], 2 * a[k] - sum);
      }
    }
    return new Range(Math.max(0, Math.max(least[0], Math.max(least[1], least[2]))), largest);
  }

  /** The a_i at a corner of the box, one bit per observable. */
  private double[] terms(double lightestEv, int corner) {
    double s12sq = end(table.s12sq(), corner, 0);
    double s13sq = end(table.s13sq(), corner, 1);
    MassSpectrum m =
        MassSpectrum.of(
            table.ordering(),
            lightestEv,
            end(table.dm2_21(), corner, 2),
            end(table.dm2_3l(), corner, 3));
    return new double[] {
      m.m1() * (1 - s12sq) * (1 - s13sq), m.m2() * s12sq * (1 - s13sq), m.m3() * s13sq
    };
  }

  private static double end(Interval interval, int corner, int bit) {
    return (corner >> bit & 1) == 0 ? interval.low3() : interval.high3();
  }
}
