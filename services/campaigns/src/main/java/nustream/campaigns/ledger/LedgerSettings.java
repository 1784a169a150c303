package nustream.campaigns.ledger;

import java.time.Duration;

/**
 * How the campaigns share the work.
 *
 * @param blockSize candidates per block of new campaigns, at least 1
 * @param window blocks issued and not yet counted over all campaigns, 1 to {@value #MAX_WINDOW}
 * @param maxRunning campaigns that may run at once, at least 1
 * @param keepEnded ended campaigns that are kept, at least 0
 * @param reissueAfter wait for an answer before outstanding blocks are issued again
 */
public record LedgerSettings(
    int blockSize, int window, int maxRunning, int keepEnded, Duration reissueAfter) {
  /** Answers that wait take about 200 bytes each: 128 are 25 KiB of a record's 64 KiB. */
  public static final int MAX_WINDOW = 128;

  public LedgerSettings {
    check("campaigns.block-size", blockSize, 1, Integer.MAX_VALUE);
    check("campaigns.window", window, 1, MAX_WINDOW);
    check("campaigns.max-running", maxRunning, 1, Integer.MAX_VALUE);
    check("campaigns.keep-ended", keepEnded, 0, Integer.MAX_VALUE);
    check("campaigns.reissue-after, ms", reissueAfter.toMillis(), 1, Long.MAX_VALUE);
  }

  /** Blocks that each of so many campaigns may have issued and not yet counted. */
  int share(int running) {
    return Math.max(1, window / running);
  }

  private static void check(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed: " + min + " to " + max);
    }
  }
}
