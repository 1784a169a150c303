package nustream.learning.tuning.sampling;

/**
 * Settings of {@link TpeSampler}.
 *
 * @param startupTrials trials that are random, before the densities mean something
 * @param candidates points drawn from the good density, of which the best is taken
 * @param constantLiar whether running trials count as bad, so that parallel workers spread
 * @param seed of the random numbers
 */
public record TpeSettings(int startupTrials, int candidates, boolean constantLiar, long seed) {
  public TpeSettings {
    if (startupTrials < 1) {
      throw new IllegalArgumentException("startup trials " + startupTrials + ", want 1 or more");
    }
    if (candidates < 1) {
      throw new IllegalArgumentException("candidates " + candidates + ", want 1 or more");
    }
  }

  /** The defaults of Optuna 5. */
  public static TpeSettings defaults(long seed) {
    return new TpeSettings(10, 24, true, seed);
  }
}
