package nustream.classifier.simulator;

import java.time.Duration;

/**
 * How long a simulator that sends nothing is waited for.
 *
 * @param attempts to get the next map, 1 to 20
 * @param firstPause before the second attempt, doubled before each further one
 * @param silence after which a call that is open counts as failed
 */
record Patience(int attempts, Duration firstPause, Duration silence) {
  /**
   * A simulator that is restarted is there again within 0.5 + 1 + 2 + 4 + 8 s; a first map may have
   * to wait for transfer functions, or for the boxes of light cones.
   */
  static final Patience USUAL = new Patience(6, Duration.ofMillis(500), Duration.ofMinutes(5));

  Patience {
    if (attempts < 1 || attempts > 20) {
      throw new IllegalArgumentException("attempts = " + attempts + ", allowed 1 to 20");
    }
  }

  /**
   * Pause after a number of attempts that failed.
   *
   * @param failed at least 1
   */
  Duration pause(int failed) {
    return firstPause.multipliedBy(1L << (failed - 1));
  }
}
