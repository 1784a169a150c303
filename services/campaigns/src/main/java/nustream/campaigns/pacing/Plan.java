package nustream.campaigns.pacing;

/**
 * What a campaign is to reach and within which limits; fixed for its whole life.
 *
 * @param goal its target is at least 1 and at most what the budget can hold
 * @param blockSize candidates per block, at least 1
 * @param maxBlocks blocks that may be counted before the campaign fails, at least 1
 * @param deadlineMs when the campaign fails unless it has ended, milliseconds since 1970-01-01 UTC
 */
public record Plan(Goal goal, int blockSize, long maxBlocks, long deadlineMs) {

  public Plan {
    if (blockSize < 1) {
      throw new IllegalArgumentException("block size " + blockSize + ", want at least 1");
    }
    if (maxBlocks < 1) {
      throw new IllegalArgumentException("max blocks " + maxBlocks + ", want at least 1");
    }
    if (goal.target() < 1 || goal.target() > Math.multiplyExact(maxBlocks, (long) blockSize)) {
      throw new IllegalArgumentException(
          "target %d, want 1 to %d blocks of %d".formatted(goal.target(), maxBlocks, blockSize));
    }
  }
}
