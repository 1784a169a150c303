package nustream.campaigns.ledger;

import java.time.Duration;

/**
 * How the campaigns share the work.
 *
 * @param solutions pace of orders for solutions: a window of 1 to {@value #MAX_BLOCKS_WINDOW}, and
 *     one block in a request
 * @param maps pace of orders for maps: one map in a block, a window of 1 to {@value
 *     #MAX_MAPS_WINDOW}, and 1 to {@value #MAX_MAPS_PER_REQUEST} maps in a request
 * @param depth what orders for solutions may have beyond their window
 * @param maxRunning campaigns that may run at once, at least 1
 * @param keepEnded ended campaigns that are kept, at least 0
 * @param reissueAfter wait for an answer before outstanding blocks are issued again
 */
public record LedgerSettings(
    Pace solutions, Pace maps, Depth depth, int maxRunning, int keepEnded, Duration reissueAfter) {
  /** Generated in vain at worst: what goes deeper is issued only where it is sure to be needed. */
  public static final int MAX_BLOCKS_WINDOW = 128;

  /** Maps in flight are 64 to 256 KiB each: 512 are 128 MiB of Kafka at most. */
  public static final int MAX_MAPS_WINDOW = 512;

  /** What the simulator takes in one request. */
  public static final int MAX_MAPS_PER_REQUEST = 256;

  public LedgerSettings {
    check("campaigns.block-size", solutions.blockSize(), 1, Integer.MAX_VALUE);
    check("campaigns.window", solutions.window(), 1, MAX_BLOCKS_WINDOW);
    check("blocks of a sample request", solutions.blocksPerRequest(), 1, 1);
    check("maps of a block", maps.blockSize(), 1, 1);
    check("campaigns.maps-window", maps.window(), 1, MAX_MAPS_WINDOW);
    check("campaigns.maps-per-request", maps.blocksPerRequest(), 1, MAX_MAPS_PER_REQUEST);
    check("campaigns.max-running", maxRunning, 1, Integer.MAX_VALUE);
    check("campaigns.keep-ended", keepEnded, 0, Integer.MAX_VALUE);
    check("campaigns.reissue-after, ms", reissueAfter.toMillis(), 1, Long.MAX_VALUE);
  }

  Pace pace(Order.Kind kind) {
    return switch (kind) {
      case SOLUTIONS -> solutions;
      case MAPS -> maps;
    };
  }

  static void check(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed: " + min + " to " + max);
    }
  }
}
