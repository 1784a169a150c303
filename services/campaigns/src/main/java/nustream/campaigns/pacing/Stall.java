package nustream.campaigns.pacing;

/**
 * How long a campaign has had no answer. Not kept across a restart: waiting anew costs nothing, as
 * a block that is issued twice is answered twice and counted once.
 *
 * @param answered answers seen when the wait began; negative before the first look at the clock
 * @param sinceMs when the wait began, milliseconds since 1970-01-01 UTC
 * @param reissues how often the outstanding blocks were issued again since
 */
record Stall(long answered, long sinceMs, int reissues) {
  static final Stall NOT_STARTED = new Stall(-1, 0, 0);

  // The wait doubles with every re-issue, up to 2^10 times the patience (3.5 days at 5 minutes).
  private static final int MAX_DOUBLINGS = 10;

  boolean over(long nowMs, long patienceMs) {
    return nowMs - sinceMs >= patienceMs << Math.min(reissues, MAX_DOUBLINGS);
  }

  Stall reissued(long nowMs) {
    return new Stall(answered, nowMs, reissues + 1);
  }
}
