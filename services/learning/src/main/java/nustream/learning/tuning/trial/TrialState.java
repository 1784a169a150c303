package nustream.learning.tuning.trial;

/** Where a trial stands, with the number that Optuna's journal has for it. */
public enum TrialState {
  RUNNING(0),
  COMPLETE(1),
  PRUNED(2),
  FAIL(3),
  /** Enqueued with chosen parameters, not begun. */
  WAITING(4);

  private final int code;

  TrialState(int code) {
    this.code = code;
  }

  /** The number in the journal. */
  public int code() {
    return code;
  }

  /** Whether the trial has ended, in whatever way. */
  public boolean finished() {
    return this != RUNNING && this != WAITING;
  }

  /** The state of a number in the journal. */
  public static TrialState of(int code) {
    for (TrialState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("trial state " + code + ", known are 0 to 4");
  }
}
