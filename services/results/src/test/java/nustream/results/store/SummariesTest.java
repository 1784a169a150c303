package nustream.results.store;

import static nustream.results.SampleBlocks.OTHER_DIGEST;
import static nustream.results.SampleBlocks.block;
import static nustream.results.SampleBlocks.verdict;
import static nustream.results.store.TestStores.arrivals;
import static nustream.results.store.TestStores.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import nustream.flavor.v1.Observables;
import nustream.flavor.v1.Rejections;
import nustream.flavor.v1.Solution;
import nustream.flavor.v1.SolutionBlock;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.results.v1.ColumnSummary;
import nustream.results.v1.Summary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummariesTest {
  private static final List<Double> QUANTILES = List.of(0.975, 0.001, 0.5, 1.0 / 3);

  @TempDir Path folder;
  private SolutionDatabase database;
  private Summaries summaries;
  private final List<SolutionBlock> blocks =
      IntStream.range(0, 7).mapToObj(i -> block("a", i, 200)).toList();

  @BeforeEach
  void fill() {
    database = TestStores.open(folder.resolve("s.duckdb"));
    summaries = new Summaries(database);
    database.write(
        arrivals(
            IntStream.range(0, 7).mapToObj(i -> at(0, i, blocks.get(i))).toList(),
            IntStream.range(0, 7).mapToObj(i -> verdict("a", i, 500, 200)).toList()));
    database.write(
        arrivals(
            List.of(at(1, 0, block("b", 0, 50)), at(1, 1, block("a", 0, 40, OTHER_DIGEST))),
            List.of(verdict("b", 0, 500, 50), verdict("barren", 0, 500, 0))));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void quantilesAreThoseOfSortedValuesWithLinearInterpolation() {
    var filter = campaign(OptionalLong.empty());
    Summary summary =
        summaries.of(
            new Summaries.Request(
                filter, List.of(Column.MEE, Column.DELTA, Column.M_LIGHTEST), QUANTILES, 0),
            new QueryCancel());
    assertQuantiles(values(Observables::getMeeEv, o -> true), summary.getColumns(0));
    assertQuantiles(
        values(Observables::getDeltaDeg, Observables::hasDeltaDeg), summary.getColumns(1));
    assertQuantiles(values(o -> o.getMassesEv(0), o -> true), summary.getColumns(2));
    assertFalse(summary.getColumns(0).hasHistogram());
    // Every tenth index, of the even ones, is without phases.
    assertEquals(1400 * 4 / 5, summary.getColumns(1).getDefined());
  }

  @Test
  void histogramsCountEveryValueOnce() {
    Summary summary =
        summaries.of(
            new Summaries.Request(
                campaign(OptionalLong.empty()), List.of(Column.SUM, Column.ALPHA31), QUANTILES, 37),
            new QueryCancel());
    assertHistogram(values(Observables::getSumEv, o -> true), summary.getColumns(0), 37);
    assertHistogram(
        values(Observables::getAlpha31Deg, Observables::hasAlpha31Deg), summary.getColumns(1), 37);
  }

  @Test
  void valuesOnEdgesAreInTheBinThatTheEdgeOpens() {
    // Tenths are no binary fractions, so a division alone would put some of them one bin too low.
    double[] tenths = IntStream.rangeClosed(0, 10).mapToDouble(i -> i * 0.1).toArray();
    SolutionBlock.Builder block = block("edges", 0, 11).toBuilder();
    for (int i = 0; i < 11; i++) {
      block.getSolutionsBuilder(i).getObservablesBuilder().setChi2(tenths[i]);
    }
    database.write(arrivals(List.of(at(2, 0, block.build()))));
    ColumnSummary chi2 =
        summaries
            .of(
                new Summaries.Request(
                    SolutionFilter.ofCampaign("edges"), List.of(Column.CHI2), QUANTILES, 10),
                new QueryCancel())
            .getColumns(0);
    assertHistogram(tenths, chi2, 10);
  }

  @Test
  void equalValuesGetBinsAroundThem() {
    ColumnSummary constant =
        summaries
            .of(
                new Summaries.Request(
                    SolutionFilter.ofCampaign("b"), List.of(Column.S13SQ), QUANTILES, 3),
                new QueryCancel())
            .getColumns(0);
    assertEquals(List.of(0L, 50L, 0L), constant.getHistogram().getCountsList());
    assertEquals(0.011, constant.getHistogram().getEdges(0), 1e-15);
    assertEquals(0.033, constant.getHistogram().getEdges(3), 1e-15);
  }

  @Test
  void countsWithinTheFilter() {
    Summary whole = counts(campaign(OptionalLong.empty()));
    assertEquals(1400, whole.getAccepted());
    assertEquals(3500, whole.getGenerated());
    assertEquals(
        Rejections.newBuilder()
            .setDm221(7)
            .setDm23L(14)
            .setS12Sq(21)
            .setS13Sq(28)
            .setS23Sq(35)
            .setNotFinite(42)
            .build(),
        whole.getRejections());
    Summary first = counts(campaign(OptionalLong.of(2)));
    assertEquals(600, first.getAccepted());
    assertEquals(1500, first.getGenerated());
    Summary all = counts(SolutionFilter.ALL);
    assertEquals(1490, all.getAccepted());
    assertEquals(4500, all.getGenerated());
  }

  @Test
  void describesNothingWhereNothingWasAccepted() {
    Summary barren = counts(SolutionFilter.ofCampaign("barren"));
    assertEquals(0, barren.getAccepted());
    assertEquals(500, barren.getGenerated());
    assertEquals(ColumnSummary.newBuilder().setColumn("mee_eV").build(), barren.getColumns(0));
  }

  @Test
  void knowsCampaignsOfWhichABlockHasBeenSeen() {
    assertTrue(summaries.knows("a"));
    assertTrue(summaries.knows("barren"));
    assertFalse(summaries.knows("c"));
    database.write(arrivals(List.of(at(3, 0, block("c", 0, 0)))));
    assertTrue(summaries.knows("c"));
  }

  @Test
  void stopsWhenCancelled() {
    var cancel = new QueryCancel();
    cancel.cancel();
    var request = new Summaries.Request(SolutionFilter.ALL, List.of(Column.SUM), List.of(0.5), 10);
    var stopped = assertThrows(NustreamException.class, () -> summaries.of(request, cancel));
    assertEquals(ErrorWord.CANCELLED, stopped.word());
  }

  private Summary counts(SolutionFilter filter) {
    return summaries.of(
        new Summaries.Request(filter, List.of(Column.MEE), QUANTILES, 5), new QueryCancel());
  }

  private static SolutionFilter campaign(OptionalLong maxBlock) {
    return new SolutionFilter(
        Optional.of("a"),
        Optional.of(nustream.results.SampleBlocks.DIGEST),
        maxBlock,
        Optional.empty(),
        List.of());
  }

  private double[] values(
      ToDoubleFunction<Observables> value, java.util.function.Predicate<Observables> defined) {
    return blocks.stream()
        .flatMap(b -> b.getSolutionsList().stream())
        .map(Solution::getObservables)
        .filter(defined)
        .mapToDouble(value)
        .toArray();
  }

  private static void assertQuantiles(double[] values, ColumnSummary summary) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    assertEquals(sorted.length, summary.getDefined());
    for (int i = 0; i < QUANTILES.size(); i++) {
      double at = QUANTILES.get(i) * (sorted.length - 1);
      int below = (int) Math.floor(at);
      double expected =
          sorted[below]
              + (at - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
      // One interpolation: a few units in the last place.
      assertEquals(expected, summary.getQuantiles(i), 1e-13 * Math.abs(expected));
    }
    // The sum of n terms of one sign is good to n units in the last place.
    double mean = DoubleStream.of(values).average().orElseThrow();
    assertEquals(mean, summary.getMean(), values.length * 2.3e-16 * Math.abs(mean));
  }

  /** Counts by comparing with the edges alone. */
  private static void assertHistogram(double[] values, ColumnSummary summary, int bins) {
    List<Double> edges = summary.getHistogram().getEdgesList();
    assertEquals(bins + 1, edges.size());
    assertEquals(DoubleStream.of(values).min().orElseThrow(), edges.get(0));
    assertEquals(DoubleStream.of(values).max().orElseThrow(), edges.get(bins));
    long[] counts = new long[bins];
    for (double value : values) {
      int bin = 0;
      while (bin < bins - 1 && value >= edges.get(bin + 1)) {
        bin++;
      }
      counts[bin]++;
    }
    assertEquals(Arrays.stream(counts).boxed().toList(), summary.getHistogram().getCountsList());
  }
}
