package nustream.local.flavor;

import java.util.Arrays;
import java.util.Optional;
import nustream.flavor.physics.ExactDistributions;
import nustream.flavor.physics.ExactDistributions.Binned;
import nustream.flavor.physics.ExactQuantity;
import nustream.flavor.physics.MassBound;
import nustream.flavor.physics.MeeEnvelope;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.Ordering;
import nustream.local.report.Axis;
import nustream.local.report.Bins;
import nustream.local.report.Color;
import nustream.local.report.Page;
import nustream.local.report.Plot;

/** The figures of a flavour campaign. */
final class FlavorFigures {
  private static final double LEAST_EV = 1e-4;
  private static final double MOST_EV = 1;

  /** Points of a curve over the four decades. */
  private static final int POINTS = 241;

  /** Solutions that are drawn as points: 4000 are 200 KB of SVG. */
  private static final int MOST_SOLUTIONS = 4000;

  private static final int BINS = 40;
  private static final int PHASE_BINS = 36;
  private static final double TURN_DEG = 360;
  private static final String SHARE = "share per bin";

  private final FlavorResult result;
  private final SolutionColumns solutions;
  private final Optional<ExactDistributions> exact;

  FlavorFigures(
      FlavorResult result, SolutionColumns solutions, Optional<ExactDistributions> exact) {
    this.result = result;
    this.solutions = solutions;
    this.exact = exact;
  }

  /** Effective mass against the lightest mass. */
  Plot effectiveMass() {
    var plot =
        new Plot(
            Axis.logarithmic("lightest neutrino mass (eV)", LEAST_EV, MOST_EV),
            Axis.logarithmic("m_ββ (eV)", LEAST_EV, MOST_EV));
    NufitRelease release = NufitRelease.named(result.release());
    for (Ordering ordering : Ordering.values()) {
      if (release.orderings().contains(ordering)) {
        addRegion(plot, release.table(ordering));
      }
    }
    addBounds(plot, release.table(Ordering.valueOf(result.ordering())));
    double[] lightest = solutions.column("m_lightest_eV");
    double[] mee = solutions.column("mee_eV");
    int drawn = Math.min(MOST_SOLUTIONS, lightest.length);
    return plot.points(
        Arrays.copyOf(lightest, drawn),
        Arrays.copyOf(mee, drawn),
        1.3,
        Color.BLACK,
        drawn < lightest.length ? "the first " + drawn + " solutions" : "solutions");
  }

  private static void addRegion(Plot plot, NufitTable table) {
    double[] at = new double[POINTS];
    double[] low = new double[POINTS];
    double[] high = new double[POINTS];
    var envelope = new MeeEnvelope(table);
    for (int i = 0; i < POINTS; i++) {
      at[i] = LEAST_EV * Math.pow(MOST_EV / LEAST_EV, i / (POINTS - 1.0));
      MeeEnvelope.Range range = envelope.at(at[i]);
      low[i] = range.lowEv();
      high[i] = range.highEv();
    }
    boolean normal = table.ordering() == Ordering.NO;
    plot.region(
        at,
        low,
        high,
        normal ? Color.BLUE : Color.ORANGE,
        normal ? "normal ordering" : "inverted ordering");
  }

  private static void addBounds(Plot plot, NufitTable table) {
    for (MassBound bound : MassBound.ALL) {
      if (bound.quantity() == ExactQuantity.MEE) {
        plot.band(
            bound.lowEv(),
            bound.highEv(),
            bound.reached() ? Color.GREY : Color.GREEN,
            bound.name() + (bound.reached() ? "" : " (reach)"));
      } else {
        boolean sum = bound.quantity() == ExactQuantity.SUM;
        bound
            .lightestEv(table)
            .ifPresent(
                lightest ->
                    plot.vertical(
                        lightest,
                        sum ? Color.PURPLE : Color.YELLOW,
                        bound.reached() && sum && bound.highEv() > 0.1 ? "6 3" : "2 2",
                        "%s: %s < %s eV"
                            .formatted(bound.name(), sum ? "Σm" : "m_β", bound.highEv())));
      }
    }
  }

  /** One figure per column. */
  void addHistograms(Page page) {
    page.figure(phase("delta_deg", "δ (degrees)"), "Dirac phase.");
    page.figure(phase("alpha21_deg", "α₂₁ (degrees)"), "First Majorana phase.");
    page.figure(phase("alpha31_deg", "α₃₁ (degrees)"), "Second Majorana phase.");
    page.figure(mass(ExactQuantity.SUM, "Σm (eV)"), "Sum of the light masses.");
    page.figure(mass(ExactQuantity.MEE, "m_ββ (eV)"), "Effective mass of 0νββ decay.");
    page.figure(mass(ExactQuantity.M_LIGHTEST, "lightest mass (eV)"), "Lightest mass.");
    page.figure(mass(ExactQuantity.MR1, "M₁ (GeV)"), "Lightest right-handed mass.");
    page.figure(mass(ExactQuantity.MR2, "M₂ (GeV)"), "Middle right-handed mass.");
    page.figure(mass(ExactQuantity.MR3, "M₃ (GeV)"), "Heaviest right-handed mass.");
  }

  /** The phases of a Haar-distributed mixing matrix are uniform, whatever is cut on the rest. */
  private Plot phase(String column, String label) {
    double[] edges = Bins.edges(0, TURN_DEG, PHASE_BINS, false);
    double[] shares = Bins.shares(solutions.column(column), edges);
    double uniform = 1.0 / PHASE_BINS;
    var plot =
        new Plot(
                Axis.linear(label, 0, TURN_DEG),
                Axis.linear(SHARE, 0, Bins.top(shares, new double[] {uniform})))
            .bars(edges, shares, Color.BLUE, "solutions");
    return exact.isEmpty()
        ? plot
        : plot.line(
            new double[] {0, TURN_DEG},
            new double[] {uniform, uniform},
            Color.ORANGE,
            "",
            "exact: uniform");
  }

  private Plot mass(ExactQuantity quantity, String label) {
    double[] values = solutions.column(quantity.column());
    boolean logarithmic = ExactDistributions.isLogarithmic(quantity);
    Optional<Binned> reference =
        exact.map(distributions -> distributions.distributions().get(quantity.ordinal()));
    double[] edges = reference.map(Binned::edges).orElseGet(() -> edges(values, logarithmic));
    double[] shares = Bins.shares(values, edges);
    double from = edges[0];
    double to = edges[edges.length - 1];
    double top = Bins.top(shares, reference.map(Binned::shares).orElse(new double[0]));
    var plot =
        new Plot(new Axis(label, from, to, logarithmic), Axis.linear(SHARE, 0, top))
            .bars(edges, shares, Color.BLUE, "solutions");
    reference.ifPresent(binned -> plot.stairs(edges, binned.shares(), Color.ORANGE, "exact"));
    return plot;
  }

  /** From the smallest to the largest value but one in 500 on either side. */
  private static double[] edges(double[] values, boolean logarithmic) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    double from = sorted[sorted.length / 500];
    double to = sorted[sorted.length - 1 - sorted.length / 500];
    if (!(from < to)) {
      from *= 0.99;
      to *= 1.01;
    }
    return Bins.edges(from, to, BINS, logarithmic);
  }

  static int bins() {
    return BINS;
  }
}
