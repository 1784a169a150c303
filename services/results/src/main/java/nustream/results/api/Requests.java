package nustream.results.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import nustream.flavor.v1.Stage;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;
import nustream.results.store.Column;
import nustream.results.store.ColumnRange;
import nustream.results.store.Exports;
import nustream.results.store.SolutionFilter;
import nustream.results.store.Summaries;
import nustream.results.v1.ExportFormat;
import nustream.results.v1.Range;
import nustream.results.v1.SummarizeRequest;

/** Requests as values of ours; what is wrong with one ends in INVALID_FIELD. */
final class Requests {
  private static final int MAX_RANGES = 16;
  private static final int MAX_COLUMNS = 32;
  private static final int MAX_QUANTILES = 64;
  private static final int MAX_BINS = 1000;

  private static final List<Column> DEFAULT_COLUMNS =
      List.of(
          Column.M_LIGHTEST,
          Column.SUM,
          Column.MEE,
          Column.MBETA,
          Column.DELTA,
          Column.ALPHA21,
          Column.ALPHA31,
          Column.M1,
          Column.M2,
          Column.M3);
  private static final List<Double> DEFAULT_QUANTILES = List.of(0.025, 0.16, 0.5, 0.84, 0.975);

  private Requests() {}

  static SolutionFilter filter(nustream.results.v1.SolutionFilter filter) {
    Optional<String> campaign =
        given(filter.getCampaignId()).map(id -> FieldChecks.id("filter.campaign_id", id));
    Optional<String> digest =
        given(filter.getModelDigest()).map(d -> FieldChecks.digest("filter.model_digest", d));
    if (filter.getStage() == Stage.UNRECOGNIZED) {
      throw NustreamException.invalid(
          "filter.stage", filter.getStageValue(), "a value of nustream.flavor.v1.Stage");
    }
    Optional<Stage> stage =
        Optional.of(filter.getStage()).filter(s -> s != Stage.STAGE_UNSPECIFIED);
    FieldChecks.inRange("number of filter.ranges", filter.getRangesCount(), 0, MAX_RANGES);
    List<ColumnRange> ranges = new ArrayList<>();
    for (int i = 0; i < filter.getRangesCount(); i++) {
      ranges.add(range("filter.ranges[" + i + "]", filter.getRanges(i)));
    }
    return new SolutionFilter(campaign, digest, maxBlock(filter), stage, ranges);
  }

  static Summaries.Request summary(SummarizeRequest request) {
    FieldChecks.inRange("number of columns", request.getColumnsCount(), 0, MAX_COLUMNS);
    FieldChecks.inRange("number of quantiles", request.getQuantilesCount(), 0, MAX_QUANTILES);
    FieldChecks.inRange("bins", Integer.toUnsignedLong(request.getBins()), 0, MAX_BINS);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < request.getColumnsCount(); i++) {
      columns.add(column("columns[" + i + "]", request.getColumns(i)));
    }
    for (int i = 0; i < request.getQuantilesCount(); i++) {
      double quantile = request.getQuantiles(i);
      if (!(quantile > 0 && quantile < 1)) {
        throw NustreamException.invalid("quantiles[" + i + "]", quantile, "above 0 and below 1");
      }
    }
    return new Summaries.Request(
        filter(request.getFilter()),
        columns.isEmpty() ? DEFAULT_COLUMNS : columns,
        request.getQuantilesCount() == 0 ? DEFAULT_QUANTILES : request.getQuantilesList(),
        request.getBins());
  }

  static Exports.Format format(ExportFormat format) {
    return switch (FieldChecks.chosen("format", format)) {
      case EXPORT_FORMAT_PARQUET -> Exports.Format.PARQUET;
      case EXPORT_FORMAT_NPZ -> Exports.Format.NPZ;
      default -> Exports.Format.CSV;
    };
  }

  private static ColumnRange range(String field, Range range) {
    Column column = column(field + ".column", range.getColumn());
    if (!range.hasMin() && !range.hasMax()) {
      throw NustreamException.invalid(field, "without bounds", "min, max or both");
    }
    OptionalDouble min =
        range.hasMin()
            ? OptionalDouble.of(FieldChecks.finite(field + ".min", range.getMin()))
            : OptionalDouble.empty();
    OptionalDouble max =
        range.hasMax()
            ? OptionalDouble.of(FieldChecks.finite(field + ".max", range.getMax()))
            : OptionalDouble.empty();
    if (range.hasMin() && range.hasMax() && range.getMin() > range.getMax()) {
      throw NustreamException.invalid(
          field + ".min", range.getMin(), "at most max, which is " + range.getMax());
    }
    return new ColumnRange(column, min, max);
  }

  private static Column column(String field, String name) {
    return Column.named(name)
        .orElseThrow(() -> NustreamException.invalid(field, name, "one of " + Column.names()));
  }

  /** Block numbers are below 2^63, so an unsigned number above that means all of them. */
  private static OptionalLong maxBlock(nustream.results.v1.SolutionFilter filter) {
    return filter.hasMaxBlock() && filter.getMaxBlock() >= 0
        ? OptionalLong.of(filter.getMaxBlock())
        : OptionalLong.empty();
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
