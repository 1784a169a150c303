package nustream.campaigns.ledger;

/**
 * How orders of one kind are paced.
 *
 * @param blockSize candidates or maps per block of new campaigns
 * @param window blocks issued and not yet counted, over all campaigns of the kind
 * @param blocksPerRequest most blocks of one request
 */
public record Pace(int blockSize, int window, int blocksPerRequest) {

  /** Blocks that each of so many campaigns may have issued and not yet counted. */
  int share(int running) {
    return Math.max(1, window / running);
  }

  /**
   * Blocks that are issued at once: as many as go into a request, but no more than half of the
   * share, so that the workers have the other half while that one is on its way.
   */
  int atOnce(int share) {
    return Math.max(1, Math.min(blocksPerRequest, share / 2));
  }
}
