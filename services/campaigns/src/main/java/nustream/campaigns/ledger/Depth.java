package nustream.campaigns.ledger;

import java.time.Duration;

/**
 * How much work of orders for solutions may be issued in advance of their windows, so that a scaler
 * sees it.
 *
 * @param backlog seconds of one worker thread, over all campaigns; zero where nobody scales
 * @param mostBlocks blocks without an answer, over all campaigns, at most {@value #MAX_BLOCKS}
 * @param secondsPerItem what a candidate in {@code shippedSteps} steps takes until it was measured
 * @param shippedSteps steps of orders that leave them to the model
 * @param averagedOver newest measurements that a cost is averaged over
 */
public record Depth(
    Duration backlog, int mostBlocks, double secondsPerItem, int shippedSteps, int averagedOver) {
  /**
   * Answers that wait take some 300 bytes of memory each, and twice as many as this may: 65,536 x 2
   * x 300 bytes = 40 MB.
   */
  public static final int MAX_BLOCKS = 65_536;

  /** A day: beyond it nothing would ever be cancelled in time. */
  private static final long MAX_BACKLOG_SECONDS = 24 * 3600;

  public Depth {
    LedgerSettings.check("campaigns.backlog, s", backlog.toSeconds(), 0, MAX_BACKLOG_SECONDS);
    LedgerSettings.check("campaigns.backlog-blocks", mostBlocks, 1, MAX_BLOCKS);
  }

  /** Blocks that each of so many campaigns may have without an answer, at this cost of its own. */
  int share(double secondsPerBlock, int running) {
    double affordable = backlog.toMillis() / (1000.0 * secondsPerBlock);
    return (int) Math.min(mostBlocks, affordable) / running;
  }
}
