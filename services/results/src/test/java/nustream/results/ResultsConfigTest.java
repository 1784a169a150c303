package nustream.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsConfigTest {
  @Test
  void hasTheseDefaults() {
    ResultsConfig config = ResultsConfigs.with(Map.of());
    assertEquals(Path.of("data/results/solutions.duckdb"), config.database());
    assertEquals(256L << 20, config.memory().asLongValue());
    assertEquals(4L << 30, config.temporary().asLongValue());
    assertEquals(64L << 20, config.checkpoint().asLongValue());
    assertEquals(1, config.threads());
    assertEquals(4, config.readers());
    assertEquals(Duration.ofSeconds(10), config.readerWait());
    assertEquals(64, config.pollRecords());
    assertEquals(1L << 20, config.transaction().asLongValue());
    assertEquals(Duration.ofMillis(200), config.poll());
    assertEquals(Duration.ofSeconds(30), config.topicCheck());
    assertEquals(Duration.ofSeconds(1), config.retry());
    assertEquals(Duration.ofSeconds(10), config.freshness());
    assertEquals(500, config.pageRows());
    assertEquals(64, config.maxStreams());
    assertEquals(32, config.maxSummaries());
    assertEquals(2, config.maxExports());
    assertEquals(5_000_000, config.maxExportRows());
    assertEquals(Duration.ofMinutes(30), config.exportTime());
  }

  @Test
  void readsTheseNames() {
    ResultsConfig config =
        ResultsConfigs.with(
            Map.of(
                "results.database", "x.duckdb",
                "results.memory", "1G",
                "results.poll-records", "7",
                "results.max-export-rows", "9",
                "results.topic-check", "2s"));
    assertEquals(Path.of("x.duckdb"), config.database());
    assertEquals(1L << 30, config.memory().asLongValue());
    assertEquals(7, config.pollRecords());
    assertEquals(9, config.maxExportRows());
    assertEquals(Duration.ofSeconds(2), config.topicCheck());
  }
}
