package nustream.results.store;

import static nustream.results.SampleBlocks.block;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import nustream.flavor.v1.SolutionBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rates of the database. Not run with the tests, by its name; run it with {@code ./mvnw -pl
 * services/results test -Dtest=StoreBenchmark}. Wall time is that of a machine that may be busy;
 * processor time is told beside it.
 */
class StoreBenchmark {
  private static final int BLOCKS = 1000;
  private static final int PER_BLOCK = 450;
  private static final int PER_WRITE = 64;

  @TempDir Path folder;

  @Test
  void rates() {
    var settings =
        new StoreSettings(
            folder.resolve("s.duckdb"),
            256L << 20,
            4L << 30,
            64L << 20,
            1,
            4,
            Duration.ofSeconds(10));
    // Made once: what is timed is the writing, not the making up.
    List<SolutionBlock> blocks =
        IntStream.range(0, PER_WRITE).mapToObj(i -> block("bench", i, PER_BLOCK)).toList();
    long rows = (long) BLOCKS * PER_BLOCK;
    try (var warmUp = TestStores.open(folder.resolve("warm-up.duckdb"))) {
      insert(warmUp, blocks, BLOCKS / 4);
    }
    try (var database = SolutionDatabase.open(settings)) {
      time("insert", rows, () -> insert(database, blocks, BLOCKS));
      assertEquals(rows, database.extent().endSeq());
      time(
          "walk",
          rows,
          () ->
              assertEquals(
                  rows,
                  count(SolutionWalk.fromBeginning(database, SolutionFilter.ALL, 500), database)));
      var request =
          new Summaries.Request(
              SolutionFilter.ofCampaign("bench"),
              List.of(Column.SUM, Column.MEE, Column.DELTA, Column.M1),
              List.of(0.025, 0.16, 0.5, 0.84, 0.975),
              50);
      time(
          "summary of 4 columns",
          rows,
          () -> new Summaries(database).of(request, new QueryCancel()));
      var exports = new Exports(database, folder.resolve("exports"), rows);
      for (Exports.Format format : Exports.Format.values()) {
        time(
            "export " + format,
            rows,
            () -> exports.write(SolutionFilter.ALL, format, new QueryCancel()).close());
      }
    }
  }

  private static void insert(SolutionDatabase database, List<SolutionBlock> blocks, int count) {
    for (int first = 0; first < count; first += PER_WRITE) {
      int from = first;
      database.write(
          TestStores.arrivals(
              IntStream.range(first, Math.min(count, first + PER_WRITE))
                  .mapToObj(
                      i ->
                          TestStores.at(0, i, blocks.get(i - from).toBuilder().setBlock(i).build()))
                  .toList()));
    }
  }

  private static long count(SolutionWalk walk, SolutionDatabase database) {
    long count = 0;
    long end = database.extent().endSeq();
    while (!walk.isAt(end)) {
      count += walk.next(end).size();
    }
    return count;
  }

  static void time(String what, long rows, Runnable work) {
    long wall = System.nanoTime();
    long cpu = cpuNanos();
    work.run();
    double wallSeconds = (System.nanoTime() - wall) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    System.out.printf(
        "%s: %d rows, %.2f s (%.0f rows/s), processor %.2f s (%.0f rows/s)%n",
        what, rows, wallSeconds, rows / wallSeconds, cpuSeconds, rows / cpuSeconds);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
