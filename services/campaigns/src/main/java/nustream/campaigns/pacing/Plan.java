package nustream.campaigns.pacing;

/**
 * What a campaign is to reach and within which limits; fixed for its whole life.
 *
 * @param targetAccepted accepted solutions wanted, at least 1 and at most the candidates of the
 *     budget
 * @param blockSize candidates per block, at least 1
 * @param maxBlocks blocks that may be counted before the campaign fails, at least 1
 * @param deadlineMs when the campaign fails unless it has ended, milliseconds since 1970-01-01 UTC
 */
public record Plan(long targetAccepted, int blockSize, long maxBlocks, long deadlineMs) {

  public Plan {
    if (blockSize < 1) {
      throw new IllegalArgumentException("block size " + blockSize + ", want at least 1");
    }
    if (maxBlocks < 1) {
      throw new IllegalArgumentException("max blocks " + maxBlocks + ", want at least 1");
    }
    if (targetAccepted < 1 || targetAccepted > Math.multiplyExact(maxBlocks, (long) blockSize)) {
      throw new IllegalArgumentException(
          "target %d, want 1 to %d blocks of %d".formatted(targetAccepted, maxBlocks, blockSize));
    }
  }
}
