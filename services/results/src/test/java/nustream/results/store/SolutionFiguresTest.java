package nustream.results.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nustream.flavor.v1.SolutionBlock;
import nustream.results.SampleBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolutionFiguresTest {
  @TempDir Path folder;

  private SolutionDatabase filled(SolutionBlock... blocks) {
    SolutionDatabase database = TestStores.open(folder.resolve("s.duckdb"));
    for (int i = 0; i < blocks.length; i++) {
      database.write(TestStores.arrivals(List.of(TestStores.at(0, i, blocks[i]))));
    }
    return database;
  }

  private static SolutionFilter of(String campaign) {
    return SolutionFilter.ofCampaign(campaign);
  }

  @Test
  void countsAsAPlainLoopDoes() {
    SolutionBlock block = SampleBlocks.block("c", 0, 300);
    try (SolutionDatabase database = filled(block, SampleBlocks.block("other", 0, 20))) {
      List<Binning> binnings =
          List.of(
              new Binning(Column.DELTA, false, 0, 360, 36),
              new Binning(Column.SUM, false, 0.062, 0.068, 7),
              new Binning(Column.M3, true, 3.1e15, 5e15, 11));
      List<SolutionFigures.Counts> counts =
          new SolutionFigures(database).count(of("c"), binnings, new QueryCancel());
      for (SolutionFigures.Counts counted : counts) {
        assertArrayEquals(loop(block, counted.binning()), counted.counts());
        long all = Arrays.stream(counted.counts()).sum();
        assertEquals(300, all + counted.below() + counted.above() + counted.undefined());
      }
      assertEquals(60, counts.get(0).undefined());
      assertTrue(counts.get(1).below() > 0 && counts.get(1).above() > 0);
    }
  }

  private static long[] loop(SolutionBlock block, Binning binning) {
    long[] counts = new long[binning.bins()];
    double[] edges = binning.edges();
    block
        .getSolutionsList()
        .forEach(
            solution -> {
              double x = binning.column().of(solution.getObservables());
              for (int b = 0; b < counts.length; b++) {
                boolean last = b == counts.length - 1;
                if (x >= edges[b] && (x < edges[b + 1] || (last && x == edges[b + 1]))) {
                  counts[b]++;
                }
              }
            });
    return counts;
  }

  @Test
  void samplesPairsThatBelongTogether() {
    SolutionBlock block = SampleBlocks.block("c", 0, 200);
    try (SolutionDatabase database = filled(block)) {
      var figures = new SolutionFigures(database);
      SolutionFigures.Pairs all =
          figures.pairs(of("c"), Column.SUM, Column.DELTA, 1000, new QueryCancel());
      assertEquals(160, all.of());
      assertEquals(160, all.x().length);
      Set<List<Double>> expected = new HashSet<>();
      block
          .getSolutionsList()
          .forEach(
              s ->
                  expected.add(
                      List.of(s.getObservables().getSumEv(), s.getObservables().getDeltaDeg())));
      for (int i = 0; i < all.x().length; i++) {
        assertTrue(expected.contains(List.of(all.x()[i], all.y()[i])));
      }
      SolutionFigures.Pairs some =
          figures.pairs(of("c"), Column.SUM, Column.DELTA, 30, new QueryCancel());
      assertEquals(160, some.of());
      assertArrayEquals(Arrays.copyOf(all.x(), 30), some.x());
      assertEquals(
          0, figures.pairs(of("x"), Column.SUM, Column.J, 30, new QueryCancel()).x().length);
    }
  }

  @Test
  void knowsEndsAndOrigins() {
    try (SolutionDatabase database = filled(SampleBlocks.block("c", 0, 50))) {
      var figures = new SolutionFigures(database);
      var ends = figures.extremes(of("c"), Column.CHI2, new QueryCancel());
      assertTrue(ends.least().orElseThrow() < ends.largest().orElseThrow());
      assertTrue(figures.extremes(of("x"), Column.CHI2, new QueryCancel()).least().isEmpty());
      assertEquals("anarchy/log1", figures.origins(of("c")).get(0).prior());
      assertEquals(List.of("c"), new StoredCampaigns(database).ofSolutions(10));
      assertEquals(List.of(), new StoredCampaigns(database).ofMaps(10));
    }
  }

  @Test
  void refusesBinsThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new Binning(Column.SUM, false, 1, 1, 10));
    assertThrows(IllegalArgumentException.class, () -> new Binning(Column.SUM, true, 0, 1, 10));
    assertThrows(IllegalArgumentException.class, () -> new Binning(Column.SUM, false, 0, 1, 0));
  }
}
