package nustream.campaigns.pacing;

/** What can happen to a campaign. */
public sealed interface Event {

  /** A block was answered; the same answer may come any number of times, and in any order. */
  record Answered(long block, Answer answer) implements Event {}

  /** The user wants it to end. */
  record CancelAsked() implements Event {}

  /**
   * The campaign may have this many blocks issued and not yet counted.
   *
   * @param blocks at least 1
   * @param atOnce fewer free blocks than this are kept until there are so many, or until they are
   *     the last ones; 1 to {@code blocks}
   * @param deep blocks that may be without an answer as long as the target is sure to take them, at
   *     least 0
   */
  record WindowGranted(int blocks, int atOnce, int deep) implements Event {
    public WindowGranted {
      if (blocks < 1) {
        throw new IllegalArgumentException("window of " + blocks + " blocks, want at least 1");
      }
      if (atOnce < 1 || atOnce > blocks) {
        throw new IllegalArgumentException(atOnce + " at once, want 1 to " + blocks);
      }
      if (deep < 0) {
        throw new IllegalArgumentException(deep + " blocks deep, want at least 0");
      }
    }
  }

  /**
   * Time has passed.
   *
   * @param nowMs milliseconds since 1970-01-01 UTC
   * @param patienceMs how long outstanding blocks may stay without any answer before they are
   *     issued again; doubles with each time
   */
  record Elapsed(long nowMs, long patienceMs) implements Event {}
}
