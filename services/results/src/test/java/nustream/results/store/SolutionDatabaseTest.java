package nustream.results.store;

import static nustream.results.SampleBlocks.OTHER_DIGEST;
import static nustream.results.SampleBlocks.block;
import static nustream.results.SampleBlocks.verdict;
import static nustream.results.store.TestStores.arrivals;
import static nustream.results.store.TestStores.at;
import static nustream.results.store.TestStores.position;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nustream.flavor.v1.Solution;
import nustream.flavor.v1.SolutionBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolutionDatabaseTest {
  @TempDir Path folder;

  @Test
  void keepsTheFirstOfEveryBlockAndVerdict() {
    try (var database = TestStores.open(folder.resolve("s.duckdb"))) {
      var first =
          database.write(
              arrivals(
                  List.of(at(0, 0, block("a", 0, 5)), at(0, 1, block("a", 0, 7))),
                  List.of(verdict("a", 0, 500, 5), verdict("a", 0, 500, 7))));
      assertEquals(new Arrivals.Written(1, 5, 1, 0), first);

      var again =
          database.write(
              arrivals(
                  List.of(at(0, 2, block("a", 0, 5)), at(0, 3, block("a", 1, 3))),
                  List.of(verdict("a", 0, 500, 5), verdict("a", 1, 500, 3))));
      assertEquals(new Arrivals.Written(1, 3, 1, 0), again);

      var otherModel = database.write(arrivals(List.of(at(0, 4, block("a", 0, 2, OTHER_DIGEST)))));
      assertEquals(new Arrivals.Written(1, 2, 0, 0), otherModel);
      assertEquals(10, database.extent().endSeq());
    }
  }

  @Test
  void givesBackTheSolutionsThatItTook() {
    SolutionBlock block = block("a", 3, 25);
    try (var database = TestStores.open(folder.resolve("s.duckdb"))) {
      database.write(arrivals(List.of(at(2, 7, block))));
      List<StoredSolution> stored = all(database);
      List<Solution> byIndex =
          IntStream.range(0, 25).mapToObj(i -> block.getSolutions(24 - i)).toList();
      assertEquals(byIndex, stored.stream().map(StoredSolution::solution).toList());
      assertEquals(new Position(2, 7, 48), stored.get(24).position());
      assertEquals(Origin.of(block), stored.get(0).origin());
    }
  }

  @Test
  void rowsAndPositionsSurviveACrashTogether() throws IOException {
    Path file = folder.resolve("s.duckdb");
    Path copy = folder.resolve("copy.duckdb");
    try (var database = TestStores.open(file)) {
      database.write(arrivals(List.of(at(0, 0, block("a", 0, 5)))));
      database.write(arrivals(List.of(at(1, 4, block("b", 0, 4)))));
      // What a killed process leaves: the file and its write-ahead log, without a checkpoint.
      Files.copy(file, copy);
      Files.copy(Path.of(file + ".wal"), Path.of(copy + ".wal"));
    }
    try (var database = TestStores.open(copy)) {
      assertEquals(List.of(position(0, 1), position(1, 5)), database.positions());
      assertEquals(9, all(database).size());
      assertEquals(
          new Arrivals.Written(0, 0, 0, 0),
          database.write(arrivals(List.of(at(0, 1, block("a", 0, 5))))));
    }
  }

  @Test
  void aLogCutShortLosesWholeTransactionsOnly() throws IOException {
    Path file = folder.resolve("s.duckdb");
    Path log = Path.of(file + ".wal");
    Path copy = folder.resolve("copy.duckdb");
    try (var database = TestStores.open(file)) {
      database.write(arrivals(List.of(at(0, 0, block("a", 0, 50)))));
      long afterFirst = Files.size(log);
      database.write(arrivals(List.of(at(0, 1, block("a", 1, 50)))));
      Files.copy(file, copy);
      byte[] bytes = Files.readAllBytes(log);
      int cut = (int) (afterFirst + (bytes.length - afterFirst) / 2);
      Files.write(Path.of(copy + ".wal"), java.util.Arrays.copyOf(bytes, cut));
    }
    try (var database = TestStores.open(copy)) {
      assertEquals(List.of(position(0, 1)), database.positions());
      assertEquals(50, all(database).size());
    }
  }

  @Test
  void aFailedWriteLeavesNothingBehind() {
    try (var database = TestStores.open(folder.resolve("s.duckdb"))) {
      database.write(arrivals(List.of(at(0, 0, block("a", 0, 5)))));
      SolutionBlock whole = block("new", 0, 3);
      SolutionBlock broken =
          whole.toBuilder()
              .setSolutions(1, whole.getSolutions(1).toBuilder().clearParameters())
              .build();
      Arrivals both = arrivals(List.of(at(0, 1, block("new", 1, 2)), at(0, 2, broken)));
      assertThrows(RuntimeException.class, () -> database.write(both));

      assertEquals(List.of(position(0, 1)), database.positions());
      assertEquals(5, database.extent().endSeq());
      assertEquals(
          new Arrivals.Written(2, 5, 0, 0),
          database.write(arrivals(List.of(at(0, 1, block("new", 1, 2)), at(0, 2, whole)))));
      assertEquals(
          List.of("a", "a", "a", "a", "a", "new", "new", "new", "new", "new"),
          all(database).stream().map(s -> s.origin().campaign()).toList());
    }
  }

  @Test
  void opensAgainWhereItWas() {
    Path file = folder.resolve("s.duckdb");
    try (var database = TestStores.open(file)) {
      database.write(arrivals(List.of(at(0, 0, block("a", 0, 5)))));
    }
    try (var database = TestStores.open(file)) {
      assertEquals(5, database.extent().endSeq());
      database.write(arrivals(List.of(at(0, 1, block("a", 1, 2)))));
      assertEquals(7, all(database).size());
    }
  }

  @Test
  void forgetsEverythingOnRebuild() {
    try (var database = TestStores.open(folder.resolve("s.duckdb"))) {
      database.write(
          arrivals(List.of(at(0, 0, block("a", 0, 5))), List.of(verdict("a", 0, 500, 5))));
      database.rebuild(List.of(position(0, 0), position(1, 0)));
      assertEquals(List.of(position(0, 0), position(1, 0)), database.positions());
      assertEquals(0, database.extent().endSeq());
      assertEquals(
          new Arrivals.Written(1, 5, 1, 0),
          database.write(
              arrivals(List.of(at(0, 0, block("a", 0, 5))), List.of(verdict("a", 0, 500, 5)))));
    }
  }

  @Test
  void setsAFileAsideThatIsNoDatabase() throws IOException {
    Path file = folder.resolve("s.duckdb");
    Files.writeString(file, "not a database ".repeat(1000));
    try (var database = TestStores.open(file)) {
      assertEquals(0, database.extent().endSeq());
      assertEquals(List.of(), database.positions());
    }
    assertTrue(Files.exists(folder.resolve("s.duckdb.unusable")));
  }

  private static List<StoredSolution> all(SolutionDatabase database) {
    var walk = SolutionWalk.fromBeginning(database, SolutionFilter.ALL, 10);
    return TestStores.rest(walk, database);
  }
}
