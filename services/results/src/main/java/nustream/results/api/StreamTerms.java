package nustream.results.api;

/**
 * When a stream ends, and how it begins.
 *
 * @param untilEnd end after the last item there is now
 * @param limit end after so many
 * @param announceStart first hand out where it begins
 */
record StreamTerms(boolean untilEnd, long limit, boolean announceStart) {

  /** An unsigned limit: 0 is none, and what is negative here is more than there can be. */
  static StreamTerms of(boolean untilEnd, long limit, boolean announceStart) {
    return new StreamTerms(untilEnd, limit <= 0 ? Long.MAX_VALUE : limit, announceStart);
  }
}
