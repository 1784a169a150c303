package nustream.campaigns.ledger;

import java.util.OptionalDouble;
import nustream.campaigns.pacing.Answer;

/**
 * Blocks that were answered alike.
 *
 * @param kind the workers that answered
 * @param first number of the first block
 * @param count how many consecutive ones, at least 1
 * @param computeSeconds what they cost, of one worker thread; empty where nobody measured it
 */
public record Answered(
    Order.Kind kind, long first, long count, Answer answer, OptionalDouble computeSeconds) {

  /** Behind the last one of those below a limit; a stranger may say any number. */
  long endBefore(long limit) {
    return first < 0 || first >= limit ? 0 : first + Math.min(count, limit - first);
  }
}
