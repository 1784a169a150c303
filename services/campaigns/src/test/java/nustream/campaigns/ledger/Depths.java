package nustream.campaigns.ledger;

import java.time.Duration;

/** Depths of tests: a candidate takes 0.1 s until it was measured. */
final class Depths {
  /** Windows alone. */
  static final Depth NONE = of(0, 1);

  private Depths() {}

  static Depth of(long backlogSeconds, int mostBlocks) {
    return new Depth(Duration.ofSeconds(backlogSeconds), mostBlocks, 0.1, 80, 64);
  }
}
