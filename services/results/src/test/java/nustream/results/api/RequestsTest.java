package nustream.results.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import nustream.flavor.v1.Stage;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.results.store.Column;
import nustream.results.store.ColumnRange;
import nustream.results.store.SolutionFilter;
import nustream.results.store.Summaries;
import nustream.results.v1.ExportFormat;
import nustream.results.v1.Range;
import nustream.results.v1.SummarizeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RequestsTest {
  @Test
  void readsAWholeFilter() {
    String digest = "sha256:" + "0a".repeat(32);
    var filter =
        nustream.results.v1.SolutionFilter.newBuilder()
            .setCampaignId("a-1")
            .setModelDigest(digest)
            .setMaxBlock(0)
            .setStage(Stage.STAGE_REFINED)
            .addRanges(Range.newBuilder().setColumn("J").setMin(-0.01).setMax(-0.01))
            .addRanges(Range.newBuilder().setColumn("M3_GeV").setMin(1e15))
            .build();
    assertEquals(
        new SolutionFilter(
            Optional.of("a-1"),
            Optional.of(digest),
            OptionalLong.of(0),
            Optional.of(Stage.STAGE_REFINED),
            List.of(
                new ColumnRange(Column.J, OptionalDouble.of(-0.01), OptionalDouble.of(-0.01)),
                new ColumnRange(Column.M3, OptionalDouble.of(1e15), OptionalDouble.empty()))),
        Requests.filter(filter));
    assertEquals(
        SolutionFilter.ALL,
        Requests.filter(nustream.results.v1.SolutionFilter.getDefaultInstance()));
  }

  @Test
  void refusesFiltersNamingFieldAndValue() {
    refused("filter.campaign_id", "'A'", filter(f -> f.setCampaignId("A")));
    refused("filter.model_digest", "'ab'", filter(f -> f.setModelDigest("ab")));
    refused("filter.stage", "77", filter(f -> f.setStageValue(77)));
    refused(
        "filter.ranges[0].column",
        "'x; drop table solutions'",
        filter(f -> f.addRanges(Range.newBuilder().setColumn("x; drop table solutions"))));
    refused(
        "filter.ranges[1]",
        "'without bounds'",
        filter(f -> f.addRanges(range(0, 1)).addRanges(Range.newBuilder().setColumn("J"))));
    refused("filter.ranges[0].min", "NaN", filter(f -> f.addRanges(range(Double.NaN, 1))));
    refused(
        "filter.ranges[0].max",
        "Infinity",
        filter(f -> f.addRanges(range(0, Double.POSITIVE_INFINITY))));
    refused("filter.ranges[0].min", "2.0", filter(f -> f.addRanges(range(2, 1))));
    refused(
        "number of filter.ranges",
        "17",
        filter(
            f -> {
              for (int i = 0; i < 17; i++) {
                f.addRanges(range(0, 1));
              }
            }));
  }

  @Test
  void fillsInWhatASummaryLeavesOut() {
    Summaries.Request filled = Requests.summary(SummarizeRequest.getDefaultInstance());
    assertEquals(10, filled.columns().size());
    assertEquals(List.of(0.025, 0.16, 0.5, 0.84, 0.975), filled.quantiles());
    assertEquals(0, filled.bins());
  }

  @Test
  void refusesSummariesNamingFieldAndValue() {
    refused("columns[1]", "'mass'", summary(s -> s.addColumns("J").addColumns("mass")));
    refused("quantiles[0]", "1.0", summary(s -> s.addQuantiles(1)));
    refused("quantiles[0]", "NaN", summary(s -> s.addQuantiles(Double.NaN)));
    refused("bins", "1001", summary(s -> s.setBins(1001)));
    // An unsigned number that is negative as a signed one.
    refused("bins", "4294967295", summary(s -> s.setBins(-1)));
    refused(
        "number of columns",
        "33",
        summary(s -> s.addAllColumns(java.util.Collections.nCopies(33, "J"))));
    refused(
        "number of quantiles",
        "65",
        summary(s -> s.addAllQuantiles(java.util.Collections.nCopies(65, 0.5))));
  }

  @Test
  void anExportNamesItsFormat() {
    refused(
        "format",
        "EXPORT_FORMAT_UNSPECIFIED",
        () -> Requests.format(ExportFormat.EXPORT_FORMAT_UNSPECIFIED));
  }

  private static Range.Builder range(double min, double max) {
    return Range.newBuilder().setColumn("chi2").setMin(min).setMax(max);
  }

  private static Executable filter(Consumer<nustream.results.v1.SolutionFilter.Builder> set) {
    var filter = nustream.results.v1.SolutionFilter.newBuilder();
    set.accept(filter);
    return () -> Requests.filter(filter.build());
  }

  private static Executable summary(Consumer<SummarizeRequest.Builder> set) {
    var request = SummarizeRequest.newBuilder();
    set.accept(request);
    return () -> Requests.summary(request.build());
  }

  private static void refused(String field, String value, Executable request) {
    var refused = assertThrows(NustreamException.class, request);
    assertEquals(ErrorWord.INVALID_FIELD, refused.word());
    Map<String, String> details = refused.details();
    assertEquals(field, details.get("field"));
    assertEquals(value, details.get("value"));
  }
}
