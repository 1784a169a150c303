package nustream.results.store;

import static nustream.results.SampleBlocks.OTHER_DIGEST;
import static nustream.results.SampleBlocks.block;
import static nustream.results.store.TestStores.arrivals;
import static nustream.results.store.TestStores.at;
import static nustream.results.store.TestStores.position;
import static nustream.results.store.TestStores.rest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import nustream.flavor.v1.Stage;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolutionWalkTest {
  private static final int PAGE = 7;

  @TempDir Path folder;
  private SolutionDatabase one;
  private SolutionDatabase other;

  /** Two replicas that took the same three partitions in in another interleaving. */
  @BeforeEach
  void fill() {
    one = TestStores.open(folder.resolve("one.duckdb"));
    other = TestStores.open(folder.resolve("other.duckdb"));
    List<Arrivals.Block> a = new ArrayList<>();
    List<Arrivals.Block> b = new ArrayList<>();
    List<Arrivals.Block> c = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      a.add(at(0, 10 * i, block("a", i, 5)));
      b.add(at(1, 2 * i, block("b", i, 3)));
      c.add(at(2, i, block("c", i, 4)));
    }
    one.write(arrivals(List.of(a.get(0), b.get(0), b.get(1), c.get(0))));
    one.write(arrivals(List.of(c.get(1), a.get(1), a.get(2), c.get(2), b.get(2))));
    one.write(arrivals(concat(a.subList(3, 6), b.subList(3, 6), c.subList(3, 6))));
    other.write(arrivals(c.subList(0, 5)));
    other.write(arrivals(b));
    other.write(arrivals(concat(a, c.subList(5, 6))));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void handsOutEveryPartitionInTheOrderOfTheTopic() {
    List<StoredSolution> all = rest(walk(one, SolutionFilter.ALL), one);
    assertEquals(72, all.size());
    for (int partition = 0; partition < 3; partition++) {
      int p = partition;
      List<Position> positions =
          all.stream().map(StoredSolution::position).filter(x -> x.partition() == p).toList();
      for (int i = 1; i < positions.size(); i++) {
        Position before = positions.get(i - 1);
        assertEquals(true, positions.get(i).isAfter(before.offset(), before.index()));
      }
    }
  }

  @Test
  void aCursorGoesOnWithoutLossOrRepeatOnAnyReplica() {
    Set<String> expected = ids(rest(walk(one, SolutionFilter.ALL), one));
    for (int cut = 0; cut <= 72; cut += 6) {
      for (SolutionDatabase second : List.of(one, other)) {
        var first = walk(one, SolutionFilter.ALL);
        List<StoredSolution> seen = take(first, one, cut);
        var resumed = SolutionWalk.after(second, SolutionFilter.ALL, PAGE, first.cursor().encode());
        seen.addAll(rest(resumed, second));
        assertEquals(72, seen.size(), "cut at " + cut);
        assertEquals(expected, ids(seen), "cut at " + cut);
      }
    }
  }

  @Test
  void aReplicaThatIsBehindSkipsWhatWasSeenElsewhere() {
    try (var late = TestStores.open(folder.resolve("late.duckdb"))) {
      late.write(arrivals(List.of(at(0, 0, block("a", 0, 5)))));
      var walk = walk(one, SolutionFilter.ALL);
      List<StoredSolution> seen = take(walk, one, 40);
      var resumed = SolutionWalk.after(late, SolutionFilter.ALL, PAGE, walk.cursor().encode());
      assertEquals(List.of(), rest(resumed, late));
      for (int i = 0; i < 6; i++) {
        late.write(
            arrivals(
                List.of(
                    at(0, 10 * i, block("a", i, 5)),
                    at(1, 2 * i, block("b", i, 3)),
                    at(2, i, block("c", i, 4)))));
        seen.addAll(rest(resumed, late));
      }
      assertEquals(72, seen.size());
      assertEquals(72, ids(seen).size());
    }
  }

  @Test
  void fromNowSeesWhatComesNext() {
    var walk = SolutionWalk.fromNow(one, SolutionFilter.ALL, PAGE);
    String start = walk.cursor().encode();
    assertEquals(List.of(), rest(walk, one));
    one.write(arrivals(List.of(at(1, 99, block("b", 50, 2)))));
    assertEquals(Set.of(50L), blocks(rest(walk, one)));

    other.write(arrivals(List.of(at(1, 99, block("b", 50, 2)))));
    var elsewhere = SolutionWalk.after(other, SolutionFilter.ALL, PAGE, start);
    assertEquals(Set.of(50L), blocks(rest(elsewhere, other)));
  }

  @Test
  void appliesEveryPartOfTheFilter() {
    one.write(arrivals(List.of(at(0, 99, block("a", 1, 5, OTHER_DIGEST)))));
    var byCampaign = SolutionFilter.ofCampaign("a");
    assertEquals(35, rest(walk(one, byCampaign), one).size());
    assertEquals(
        5,
        rest(walk(one, with(Optional.of(OTHER_DIGEST), OptionalLong.empty(), List.of())), one)
            .size());
    assertEquals(
        Set.of(0L, 1L, 2L),
        blocks(rest(walk(one, with(Optional.empty(), OptionalLong.of(2), List.of())), one)));
    var refined =
        new SolutionFilter(
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.of(Stage.STAGE_REFINED),
            List.of());
    assertEquals(List.of(), rest(walk(one, refined), one));

    var range = new ColumnRange(Column.DELTA, OptionalDouble.of(90), OptionalDouble.of(180));
    List<StoredSolution> inRange =
        rest(walk(one, with(Optional.empty(), OptionalLong.empty(), List.of(range))), one);
    long expected =
        rest(walk(one, byCampaign), one).stream()
            .map(s -> s.solution().getObservables())
            .filter(o -> o.hasDeltaDeg() && o.getDeltaDeg() >= 90 && o.getDeltaDeg() <= 180)
            .count();
    assertEquals(expected, inRange.size());
  }

  @Test
  void refusesCursorsOfOtherTopics() {
    String cursor = walk(one, SolutionFilter.ALL).cursor().encode();
    one.rebuild(
        List.of(new TopicPosition(nustream.contracts.Topics.SOLUTIONS, "another-id", 0, 0)));
    var refused =
        assertThrows(
            NustreamException.class,
            () -> SolutionWalk.after(one, SolutionFilter.ALL, PAGE, cursor));
    assertEquals(ErrorWord.INVALID_CURSOR, refused.word());
  }

  @Test
  void aWalkEndsWhenTheTopicsAreReplaced() {
    var walk = walk(one, SolutionFilter.ALL);
    one.rebuild(List.of(position(0, 0)));
    assertThrows(NustreamException.class, () -> walk.isAt(1));
  }

  private static SolutionWalk walk(SolutionDatabase database, SolutionFilter filter) {
    return SolutionWalk.fromBeginning(database, filter, PAGE);
  }

  private static List<StoredSolution> take(SolutionWalk walk, SolutionDatabase from, int count) {
    List<StoredSolution> taken = new ArrayList<>();
    while (taken.size() < count) {
      for (StoredSolution solution : walk.next(from.extent().endSeq())) {
        if (taken.size() < count) {
          walk.handedOut(solution);
          taken.add(solution);
        }
      }
    }
    return taken;
  }

  private static SolutionFilter with(
      Optional<String> digest, OptionalLong maxBlock, List<ColumnRange> ranges) {
    return new SolutionFilter(Optional.of("a"), digest, maxBlock, Optional.empty(), ranges);
  }

  private static Set<String> ids(List<StoredSolution> solutions) {
    Set<String> ids = new HashSet<>();
    solutions.forEach(s -> ids.add(s.solution().getId()));
    return ids;
  }

  private static Set<Long> blocks(List<StoredSolution> solutions) {
    Set<Long> blocks = new HashSet<>();
    solutions.forEach(s -> blocks.add(Long.parseLong(s.solution().getId().split("/")[1])));
    return blocks;
  }

  @SafeVarargs
  private static List<Arrivals.Block> concat(List<Arrivals.Block>... lists) {
    List<Arrivals.Block> all = new ArrayList<>();
    for (List<Arrivals.Block> list : lists) {
      all.addAll(list);
    }
    return all;
  }
}
