package nustream.filter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the physics filter. */
@ConfigMapping(prefix = "filter")
public interface FilterConfig {
  /**
   * Name of this replica: different for each, and the same after its restart, so that it takes over
   * its partitions and ends its open transaction at once.
   */
  @WithDefault("0")
  String instance();

  /** Consumer group, the same for all replicas. */
  @WithDefault("physics-filter")
  String group();

  /**
   * Blocks of one transaction. At 500 candidates and 4 microseconds each a block takes 2 ms, a
   * commit about 10 ms: 20 blocks make the commit a fifth of the work.
   */
  @WithDefault("20")
  int maxBatchBlocks();

  /**
   * Most candidates in one block. Accepted solutions take at most 430 bytes each, so 4000 are 1.7
   * MiB, below the 2 MiB of a record.
   */
  @WithDefault("4000")
  int maxBlockCount();

  /** Data release of gRPC requests that name none; records always name theirs. */
  @WithDefault("NuFIT-6.0-SK")
  String defaultRelease();

  Evaluate evaluate();

  /** The gRPC stream for callers who bring their own matrices. */
  interface Evaluate {
    /** Threads that evaluate; each request takes about 0.1 ms. */
    @WithDefault("2")
    int threads();

    /** Requests of one stream taken in before their answers are sent: 16 x 1 KiB. */
    @WithDefault("16")
    int window();

    /** Streams at once; one more is answered OVERLOADED. 64 x 16 KiB = 1 MiB of requests. */
    @WithDefault("64")
    int maxStreams();
  }
}
