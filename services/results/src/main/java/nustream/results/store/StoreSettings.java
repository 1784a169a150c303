package nustream.results.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Limits of the database.
 *
 * @param file the DuckDB file; its folder is made when missing
 * @param memoryBytes what DuckDB may hold, outside of the Java heap
 * @param temporaryBytes what it may spill to disk beyond that
 * @param checkpointBytes length of the write-ahead log at which it is folded into the file
 * @param threads of DuckDB
 * @param readers connections that read at the same time
 * @param readerWait how long a reader may wait for one of them
 */
public record StoreSettings(
    Path file,
    long memoryBytes,
    long temporaryBytes,
    long checkpointBytes,
    int threads,
    int readers,
    Duration readerWait) {

  private static final long MIN_BYTES = 32L << 20;

  /**
   * More than one thread write CSV in batches of 122,880 rows, of which each thread holds two: at a
   * kilobyte per row that is 240 MB. One thread writes row by row.
   */
  private static final long BYTES_PER_THREAD = 512L << 20;

  public StoreSettings {
    atLeast("memory", memoryBytes, MIN_BYTES);
    atLeast("temporary", temporaryBytes, MIN_BYTES);
    atLeast("checkpoint", checkpointBytes, 1L << 20);
    atLeast("threads", threads, 1);
    atLeast("memory", memoryBytes, threads == 1 ? MIN_BYTES : threads * BYTES_PER_THREAD);
    atLeast("readers", readers, 1);
    if (readerWait.isNegative() || readerWait.isZero()) {
      throw new IllegalArgumentException("readerWait is " + readerWait + "; allowed: above 0");
    }
  }

  private static void atLeast(String name, long value, long min) {
    if (value < min) {
      throw new IllegalArgumentException(name + " is " + value + "; allowed: at least " + min);
    }
  }
}
