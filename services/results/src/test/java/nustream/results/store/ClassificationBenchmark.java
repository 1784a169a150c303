package nustream.results.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nustream.contracts.Topics;
import nustream.results.SampleMaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rates of classified maps. Not run with the tests, by its name; run it with {@code ./mvnw -pl
 * services/results test -Dtest=ClassificationBenchmark}.
 */
class ClassificationBenchmark {
  private static final int MAPS = 256_000;

  /** As many as the service joins into one transaction. */
  private static final int PER_WRITE = 2_560;

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
    try (var database = SolutionDatabase.open(settings)) {
      StoreBenchmark.time("insert", MAPS, () -> insert(database));
      assertEquals(MAPS, database.classificationExtent().endSeq());
      StoreBenchmark.time("walk", MAPS, () -> assertEquals(MAPS, walked(database)));
      StoreBenchmark.time(
          "summary with a curve of 101 points",
          MAPS,
          () ->
              new ClassificationSummaries(database)
                  .of(ClassificationFilter.ofCampaign("bench"), 101, new QueryCancel()));
      var exports = new Exports(database, folder.resolve("exports"), MAPS);
      for (Exports.Format format : Exports.Format.values()) {
        StoreBenchmark.time(
            "export " + format,
            MAPS,
            () -> exports.write(ClassificationFilter.ALL, format, new QueryCancel()).close());
      }
    }
  }

  private static void insert(SolutionDatabase database) {
    for (int first = 0; first < MAPS; first += PER_WRITE) {
      List<Arrivals.ClassifiedMap> maps = new ArrayList<>();
      for (int number = first; number < first + PER_WRITE; number++) {
        maps.add(new Arrivals.ClassifiedMap(0, number, SampleMaps.map("bench", number)));
      }
      var reached =
          new TopicPosition(
              Topics.CLASSIFICATIONS, TestStores.TOPIC_ID, 0, (long) first + PER_WRITE);
      database.write(new Arrivals(List.of(), List.of(), maps, List.of(reached)));
    }
  }

  private static long walked(SolutionDatabase database) {
    var walk = ClassificationWalk.fromBeginning(database, ClassificationFilter.ALL, 500);
    long count = 0;
    while (!walk.isAt(MAPS)) {
      count += walk.next(MAPS).size();
    }
    return count;
  }
}
