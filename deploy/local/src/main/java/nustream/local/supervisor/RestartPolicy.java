package nustream.local.supervisor;

import java.time.Duration;

/**
 * When a service that died is started again.
 *
 * @param firstPause pause before the first restart
 * @param longestPause bound of the pause, which doubles with every death inside the window
 * @param deaths so many deaths inside the window are one too many
 * @param window how far back deaths count
 */
public record RestartPolicy(
    Duration firstPause, Duration longestPause, int deaths, Duration window) {
  /** Pauses of 0.5, 1, 2 and 4 s; the fifth death within two minutes is the last. */
  public static final RestartPolicy DEFAULT =
      new RestartPolicy(Duration.ofMillis(500), Duration.ofSeconds(8), 5, Duration.ofMinutes(2));

  public RestartPolicy {
    if (firstPause.isNegative() || firstPause.isZero()) {
      throw new IllegalArgumentException("firstPause " + firstPause + ", want more than 0");
    }
    if (longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "longestPause " + longestPause + ", want at least firstPause " + firstPause);
    }
    if (deaths < 1) {
      throw new IllegalArgumentException("deaths " + deaths + ", want at least 1");
    }
  }
}
