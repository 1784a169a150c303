package nustream.results;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of the results service. */
@ConfigMapping(prefix = "results")
public interface ResultsConfig {
  /**
   * The DuckDB file, one per replica; filled from the topics when it is missing. About 300 bytes
   * per solution. Exports and what DuckDB spills lie beside it.
   */
  @WithDefault("data/results/solutions.duckdb")
  Path database();

  /**
   * What DuckDB may hold outside of the Java heap. Describing a column of 5,000,000 solutions takes
   * 40 MB; sorting an export beyond this spills to disk.
   */
  @WithDefault("256M")
  MemorySize memory();

  /** What DuckDB may spill: an export of 5,000,000 rows of 400 bytes is 2 GB. */
  @WithDefault("4G")
  MemorySize temporary();

  /**
   * Write-ahead log at which DuckDB folds it into the file: about 200,000 solutions. A smaller one
   * rewrites the file more often; a larger one is read longer after a crash.
   */
  @WithDefault("64M")
  MemorySize checkpoint();

  /**
   * Threads of DuckDB for one query; queries of different calls run side by side anyway. More than
   * one take at least 512 MiB of memory each: they hold batches of a CSV export.
   */
  @WithDefault("1")
  int threads();

  /** Queries that run at the same time, each on a connection and a thread of its own. */
  @WithDefault("4")
  int readers();

  /** How long a query may wait for a connection. */
  @WithDefault("10s")
  Duration readerWait();

  /**
   * Records of one poll: 64 blocks of 500 solutions of about 400 bytes are 13 MB, three times that
   * once decoded.
   */
  @WithDefault("64")
  int pollRecords();

  /**
   * Polls go into one transaction until they hold so much: one poll of solution blocks, but some
   * 2,600 classifications of 400 bytes, of which 64 would take as long to commit.
   */
  @WithDefault("1M")
  MemorySize transaction();

  /** Longest wait of a poll that brings nothing. */
  @WithDefault("200ms")
  Duration poll();

  /** How often the broker is asked whether the topics are still the same ones. */
  @WithDefault("30s")
  Duration topicCheck();

  /** First wait after Kafka or the database failed; doubles up to a minute. */
  @WithDefault("1s")
  Duration retry();

  /**
   * How long a request waits for what the topics held when it came to be taken in; then it is
   * answered BROKER_UNAVAILABLE.
   */
  @WithDefault("10s")
  Duration freshness();

  /** Solutions that a stream reads at once: 500 of about 1 KB in memory. */
  @WithDefault("500")
  int pageRows();

  /** Streams at the same time: 64 pages are 32 MB. */
  @WithDefault("64")
  int maxStreams();

  /** Summaries in work or waiting for a reader; more are answered OVERLOADED. */
  @WithDefault("32")
  int maxSummaries();

  /** Exports at the same time, from the query until the file has been read. */
  @WithDefault("2")
  int maxExports();

  /** Solutions in one export: 5,000,000 are about 1.5 GB of Parquet. */
  @WithDefault("5000000")
  long maxExportRows();

  /** How long an export may take altogether, so that a stalled reader gives its place back. */
  @WithDefault("30m")
  Duration exportTime();
}
