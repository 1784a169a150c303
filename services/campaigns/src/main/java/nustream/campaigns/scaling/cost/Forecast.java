package nustream.campaigns.scaling.cost;

/**
 * How good the costs are: what was predicted for work before it was measured, over what it took, of
 * lately. 1 = right; 2 = the backlog looks twice as long as it is. Not thread-safe.
 */
public final class Forecast {
  /** Weight of earlier work at each measurement: the last 256 or so decide. */
  private static final double DECAY = 1 - 1.0 / 256;

  private double predictedSeconds;
  private double actualSeconds;

  /** Takes in one measurement. */
  public void add(double predicted, double actual) {
    predictedSeconds = DECAY * predictedSeconds + predicted;
    actualSeconds = DECAY * actualSeconds + actual;
  }

  /** Predicted over actual seconds; NaN before anything was measured. */
  public double ratio() {
    return predictedSeconds / actualSeconds;
  }
}
