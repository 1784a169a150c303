package nustream.sampler.training;

/**
 * Length and size of the rounds of transfer learning.
 *
 * @param mostRounds rounds at most, 1 to 100
 * @param attempts candidates generated to keep some of, per round
 * @param keptShare of the attempts that is kept, above 0 to 1
 * @param stepsPerRound training steps
 * @param evaluated candidates generated to measure the acceptance
 * @param checkpointSeconds time between checkpoints
 */
public record TransferSettings(
    int mostRounds,
    int attempts,
    double keptShare,
    long stepsPerRound,
    int evaluated,
    double checkpointSeconds) {
  private static final int MOST_CANDIDATES = 10_000_000;

  public TransferSettings {
    require(mostRounds >= 1 && mostRounds <= 100, "rounds", mostRounds, "1 to 100");
    require(
        attempts >= 1 && attempts <= MOST_CANDIDATES,
        "attempts",
        attempts,
        "1 to " + MOST_CANDIDATES);
    require(keptShare > 0 && keptShare <= 1, "kept share", keptShare, "above 0 to 1");
    require(stepsPerRound >= 1, "steps", stepsPerRound, "at least 1");
    require(
        evaluated >= 1 && evaluated <= MOST_CANDIDATES,
        "evaluated",
        evaluated,
        "1 to " + MOST_CANDIDATES);
  }

  private static void require(boolean valid, String name, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(name + " = " + value + ", allowed " + allowed);
    }
  }
}
