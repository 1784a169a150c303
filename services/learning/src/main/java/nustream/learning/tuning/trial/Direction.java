package nustream.learning.tuning.trial;

/** What is better, with the number that Optuna's journal has for it. */
public enum Direction {
  MINIMIZE(1),
  MAXIMIZE(2);

  private final int code;

  Direction(int code) {
    this.code = code;
  }

  /** The number in the journal. */
  public int code() {
    return code;
  }

  /** The value as a loss: smaller is better whatever the direction. */
  public double loss(double value) {
    return this == MINIMIZE ? value : -value;
  }

  /** Optuna's "not set" (0) is understood as minimize, as Optuna does. */
  public static Direction of(int code) {
    return switch (code) {
      case 0, 1 -> MINIMIZE;
      case 2 -> MAXIMIZE;
      default -> throw new IllegalArgumentException("direction " + code + ", known are 0 to 2");
    };
  }
}
