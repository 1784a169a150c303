package nustream.results.store;

import static nustream.results.SampleBlocks.OTHER_DIGEST;
import static nustream.results.SampleMaps.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import nustream.contracts.Topics;
import nustream.lensing.v1.Classification;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classified maps in the database, and walks along them. */
class ClassificationStoreTest {
  private static final int PAGE = 7;

  @TempDir Path folder;
  private SolutionDatabase database;

  @BeforeEach
  void open() {
    database = TestStores.open(folder.resolve("s.duckdb"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Arrivals.ClassifiedMap at(int partition, long offset, Classification map) {
    return new Arrivals.ClassifiedMap(partition, offset, map);
  }

  /** One poll, with the positions behind it. */
  private static int write(SolutionDatabase to, List<Arrivals.ClassifiedMap> maps) {
    List<TopicPosition> positions = new ArrayList<>();
    for (int partition = 0; partition < 4; partition++) {
      int wanted = partition;
      maps.stream()
          .filter(map -> map.partition() == wanted)
          .mapToLong(Arrivals.ClassifiedMap::offset)
          .max()
          .ifPresent(
              last ->
                  positions.add(
                      new TopicPosition(
                          Topics.CLASSIFICATIONS, TestStores.TOPIC_ID, wanted, last + 1)));
    }
    return to.write(new Arrivals(List.of(), List.of(), maps, positions)).classifications();
  }

  private static List<Classification> rest(ClassificationWalk walk) {
    List<Classification> all = new ArrayList<>();
    long end = walk.extent().endSeq();
    while (!walk.isAt(end)) {
      for (StoredClassification map : walk.next(end)) {
        walk.handedOut(map);
        all.add(map.classification());
      }
    }
    return all;
  }

  private static ClassificationWalk walk(SolutionDatabase of, ClassificationFilter filter) {
    return ClassificationWalk.fromBeginning(of, filter, PAGE);
  }

  @Test
  void keepsTheFirstOfEveryId() {
    Classification first = map("a", 3);
    Classification changed = first.toBuilder().setLogit(9).setLabel(0).build();
    assertEquals(2, write(database, List.of(at(0, 0, first), at(0, 1, map("a", 4)))));
    assertEquals(1, write(database, List.of(at(0, 2, changed), at(0, 3, map("b", 3)))));
    assertEquals(1, write(database, List.of(at(0, 4, map("a", 5)), at(0, 5, map("a", 5)))));
    assertEquals(1, write(database, List.of(at(0, 6, map("a", 3, OTHER_DIGEST)))));
    assertEquals(
        List.of(first, map("a", 4), map("b", 3), map("a", 5), map("a", 3, OTHER_DIGEST)),
        rest(walk(database, ClassificationFilter.ALL)));
    assertEquals(0, database.extent().endSeq());
    assertEquals(5, database.classificationExtent().endSeq());
  }

  @Test
  void isThereAfterARestart() {
    write(database, List.of(at(1, 0, map("a", 0)), at(1, 1, map("a", 1))));
    database.close();
    database = TestStores.open(folder.resolve("s.duckdb"));
    assertEquals(0, write(database, List.of(at(1, 2, map("a", 1)))));
    assertEquals(1, write(database, List.of(at(1, 3, map("a", 2)))));
    assertEquals(
        LongStream.range(0, 3).mapToObj(n -> map("a", n)).toList(),
        rest(walk(database, ClassificationFilter.ALL)));
  }

  @Test
  void filters() {
    List<Arrivals.ClassifiedMap> maps = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      maps.add(at(0, 3 * i, map("a", i)));
      maps.add(at(0, 3 * i + 1, map("a", i, OTHER_DIGEST)));
      maps.add(at(0, 3 * i + 2, map("b", i)));
    }
    write(database, maps);
    assertEquals(40, rest(walk(database, ClassificationFilter.ofCampaign("a"))).size());
    assertEquals(0, rest(walk(database, ClassificationFilter.ofCampaign("c"))).size());
    var some =
        new ClassificationFilter(Optional.of("a"), Optional.of(OTHER_DIGEST), OptionalLong.of(4));
    assertEquals(
        LongStream.rangeClosed(0, 4).mapToObj(n -> map("a", n, OTHER_DIGEST)).toList(),
        rest(walk(database, some)));
  }

  @Test
  void aCursorGoesOnAtAReplicaThatTookThemInOtherwise() {
    List<Arrivals.ClassifiedMap> maps =
        LongStream.range(0, 100).mapToObj(n -> at((int) (n % 4), n / 4, map("a", n))).toList();
    write(database, maps);
    try (var other = TestStores.open(folder.resolve("other.duckdb"))) {
      // Partition by partition, and one of them only in part.
      for (int partition = 3; partition >= 0; partition--) {
        int wanted = partition;
        write(
            other,
            maps.stream()
                .filter(m -> m.partition() == wanted && (wanted > 0 || m.offset() < 5))
                .toList());
      }
      ClassificationWalk walk = walk(database, ClassificationFilter.ALL);
      List<Classification> seen = new ArrayList<>();
      while (seen.size() < 42) {
        for (StoredClassification map : walk.next(100)) {
          walk.handedOut(map);
          seen.add(map.classification());
        }
      }
      var resumed =
          ClassificationWalk.after(other, ClassificationFilter.ALL, PAGE, walk.cursor().encode());
      seen.addAll(rest(resumed));
      write(other, maps.stream().filter(m -> m.partition() == 0 && m.offset() >= 5).toList());
      seen.addAll(rest(resumed));
      assertEquals(100, seen.size());
      assertEquals(
          new HashSet<>(maps.stream().map(Arrivals.ClassifiedMap::classification).toList()),
          new HashSet<>(seen));
    }
  }

  @Test
  void aCursorOfSolutionsIsRefused() {
    write(database, List.of(at(0, 0, map("a", 0))));
    String cursor = Cursor.start("another topic").encode();
    assertEquals(
        ErrorWord.INVALID_CURSOR,
        assertThrows(
                NustreamException.class,
                () -> ClassificationWalk.after(database, ClassificationFilter.ALL, PAGE, cursor))
            .word());
  }

  @Test
  void otherTopicsMeanAnEmptyTable() {
    write(database, List.of(at(0, 0, map("a", 0))));
    ClassificationWalk walk = walk(database, ClassificationFilter.ALL);
    database.rebuild(List.of(new TopicPosition(Topics.CLASSIFICATIONS, "other", 0, 0)));
    assertThrows(NustreamException.class, () -> walk.isAt(1));
    assertEquals(0, database.classificationExtent().endSeq());
    assertFalse(new ClassificationSummaries(database).knows("a"));
    assertEquals(1, write(database, List.of(at(0, 0, map("a", 0)))));
  }
}
