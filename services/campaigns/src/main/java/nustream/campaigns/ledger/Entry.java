package nustream.campaigns.ledger;

import nustream.campaigns.pacing.Course;

/**
 * A campaign: what was ordered, and how far it is.
 *
 * @param maxSeconds run time with the default filled in, seconds
 * @param endedAtMs 0 while it runs; as the others, milliseconds since 1970-01-01 UTC
 */
record Entry(
    String id,
    Order order,
    long maxSeconds,
    Course course,
    long createdAtMs,
    long updatedAtMs,
    long endedAtMs) {

  /** The same record with another wait, which is not written. */
  Entry waited(Course next) {
    return new Entry(id, order, maxSeconds, next, createdAtMs, updatedAtMs, endedAtMs);
  }

  Entry moved(Course next, long nowMs) {
    return new Entry(id, order, maxSeconds, next, createdAtMs, nowMs, next.running() ? 0 : nowMs);
  }
}
