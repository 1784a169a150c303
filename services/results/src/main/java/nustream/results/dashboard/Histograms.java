package nustream.results.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nustream.flavor.physics.ExactDistributions;
import nustream.results.store.Binning;
import nustream.results.store.Column;
import nustream.results.store.Origin;
import nustream.results.store.QueryCancel;
import nustream.results.store.SolutionFigures;
import nustream.results.store.SolutionFilter;
import nustream.results.store.Summaries;
import nustream.results.v1.ColumnSummary;
import nustream.results.v1.Summary;

/**
 * Histograms of what a campaign's solutions predict, in the bins of the exact distribution where
 * there is one, with the quantiles of both.
 */
@ApplicationScoped
class Histograms {
  /** Of phases: 10 degrees each. */
  private static final int PHASE_BINS = 36;

  private static final double TURN_DEG = 360;

  /** Range around a single value, or around none at all. */
  private static final double SMALLEST_WIDTH = 1e-3;

  private static final List<Double> LEVELS = List.of(0.025, 0.16, 0.5, 0.84, 0.975);

  private static final List<Column> PHASES = List.of(Column.DELTA, Column.ALPHA21, Column.ALPHA31);

  private static final List<Column> MASSES =
      List.of(
          Column.SUM, Column.MEE, Column.M_LIGHTEST, Column.MBETA, Column.M1, Column.M2, Column.M3);

  private static final List<Column> RIGHT_HANDED = List.of(Column.M1, Column.M2, Column.M3);

  private final SolutionFigures figures;
  private final Summaries summaries;
  private final References references;

  @Inject
  Histograms(SolutionFigures figures, Summaries summaries, References references) {
    this.figures = figures;
    this.summaries = summaries;
    this.references = references;
  }

  /**
   * All of a campaign.
   *
   * @param rejections candidates that failed each cut
   * @param reference "ready", "computing", "none" or "failed"; with the reason for the latter two
   * @param referenceDraws weighted draws behind the exact distributions, 0 without
   * @param referenceEss effective number of these
   */
  record View(
      String prior,
      String release,
      String ordering,
      String target,
      String model,
      String modelDigest,
      long accepted,
      long generated,
      Map<String, Long> rejections,
      String reference,
      String referenceReason,
      int referenceDraws,
      double referenceEss,
      List<Histogram> histograms) {}

  /**
   * One column.
   *
   * @param edges one more than counts
   * @param exact expected share of all solutions per bin; absent without an exact distribution
   * @param quantiles of the solutions, at 0.025, 0.16, 0.5, 0.84, 0.975; empty without solutions
   * @param exactQuantiles of the exact distribution
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Histogram(
      String column,
      boolean logarithmic,
      double[] edges,
      long[] counts,
      long below,
      long above,
      long undefined,
      double[] exact,
      List<Double> quantiles,
      List<Double> exactQuantiles) {}

  View of(SolutionFilter filter, QueryCancel cancel) {
    List<Origin> origins = figures.origins(filter);
    if (origins.isEmpty()) {
      throw Params.unknownCampaign(
          filter.campaign().orElse(""), "a campaign of which a solution has been accepted");
    }
    Origin origin = origins.get(0);
    References.Reference reference =
        origins.stream().map(References.Key::of).distinct().count() == 1
            ? references.of(origin)
            : References.Reference.none("the solutions come from different priors or releases");
    List<Binning> binnings = new ArrayList<>();
    for (Column column : PHASES) {
      binnings.add(new Binning(column, false, 0, TURN_DEG, PHASE_BINS));
    }
    for (Column column : MASSES) {
      binnings.add(
          exact(reference, column)
              .map(binned -> binning(column, binned))
              .orElseGet(() -> binning(filter, column, cancel)));
    }
    List<Column> columns = binnings.stream().map(Binning::column).toList();
    Summary summary = summaries.of(new Summaries.Request(filter, columns, LEVELS, 0), cancel);
    List<SolutionFigures.Counts> counts = figures.count(filter, binnings, cancel);
    List<Histogram> histograms = new ArrayList<>();
    for (int i = 0; i < binnings.size(); i++) {
      histograms.add(histogram(counts.get(i), summary.getColumns(i), reference));
    }
    return new View(
        origin.prior(),
        origin.release(),
        ApiWords.of(origin.ordering(), "ORDERING_"),
        ApiWords.of(origin.target(), "TARGET_"),
        origin.model(),
        origin.modelDigest(),
        summary.getAccepted(),
        summary.getGenerated(),
        CampaignView.rejections(summary.getRejections()),
        reference.state(),
        reference.reason(),
        reference.exact().map(ExactDistributions::draws).orElse(0),
        reference.exact().map(ExactDistributions::ess).orElse(0.0),
        histograms);
  }

  private static Histogram histogram(
      SolutionFigures.Counts counted, ColumnSummary described, References.Reference reference) {
    Binning binning = counted.binning();
    double[] shares = null;
    List<Double> exactQuantiles = null;
    if (PHASES.contains(binning.column()) && !reference.state().equals("none")) {
      // Uniform for every anarchy prior, whatever is cut on masses and angles.
      shares = new double[PHASE_BINS];
      Arrays.fill(shares, 1.0 / PHASE_BINS);
      exactQuantiles = LEVELS.stream().map(level -> level * TURN_DEG).toList();
    }
    Optional<ExactDistributions.Binned> exact = exact(reference, binning.column());
    if (exact.isPresent()) {
      shares = exact.get().shares();
      exactQuantiles = LEVELS.stream().map(exact.get().quantiles()::get).toList();
    }
    return new Histogram(
        binning.column().columnName(),
        binning.logarithmic(),
        binning.edges(),
        counted.counts(),
        counted.below(),
        counted.above(),
        counted.undefined(),
        shares,
        described.getQuantilesList(),
        exactQuantiles);
  }

  private static Optional<ExactDistributions.Binned> exact(
      References.Reference reference, Column column) {
    return reference
        .exact()
        .flatMap(
            exact ->
                exact.distributions().stream()
                    .filter(binned -> binned.quantity().column().equals(column.columnName()))
                    .findFirst());
  }

  private static Binning binning(Column column, ExactDistributions.Binned binned) {
    double[] edges = binned.edges();
    return new Binning(
        column,
        ExactDistributions.isLogarithmic(binned.quantity()),
        edges[0],
        edges[edges.length - 1],
        edges.length - 1);
  }

  /** From the smallest to the largest value that there is. */
  private Binning binning(SolutionFilter filter, Column column, QueryCancel cancel) {
    SolutionFigures.Extremes ends = figures.extremes(filter, column, cancel);
    double low = ends.least().orElse(SMALLEST_WIDTH);
    double high = ends.largest().orElse(2 * SMALLEST_WIDTH);
    if (!(high - low > 1e-9 * Math.abs(high))) {
      low -= 0.5 * (SMALLEST_WIDTH + 0.1 * Math.abs(low));
      high += 0.5 * (SMALLEST_WIDTH + 0.1 * Math.abs(high));
    }
    boolean logarithmic = RIGHT_HANDED.contains(column) && low > 0;
    return new Binning(column, logarithmic, low, high, References.BINS);
  }
}
