package nustream.campaigns.ledger;

import java.util.Optional;
import nustream.campaigns.pacing.Answer;
import nustream.campaigns.scaling.cost.CostBook;
import nustream.campaigns.scaling.cost.Measurement;
import nustream.campaigns.scaling.cost.Work;

/**
 * What the blocks of an order cost, as their answers tell it: the same book as the scaler's, so
 * that both speak of the same seconds. Not kept across a restart: the next answers say it again.
 */
final class BlockCosts {
  /** Some 200 bytes each: 1.6 MB. */
  private static final int MOST_MEASUREMENTS = 8192;

  private final CostBook costs;
  private final int shippedSteps;
  private long measured;

  BlockCosts(Depth depth) {
    this.costs = new CostBook(depth.secondsPerItem(), depth.averagedOver());
    this.shippedSteps = depth.shippedSteps();
  }

  /** Takes in what an answer did cost. */
  void learn(Order order, Answer answer, double seconds, long nowMs) {
    if (answer instanceof Answer.Judged judged && judged.tally().generated() > 0) {
      Optional<Work> work = order.work(judged.tally().generated(), shippedSteps);
      work.ifPresent(done -> add(done, judged.model().digest(), seconds, nowMs));
    }
  }

  private void add(Work done, String digest, double seconds, long nowMs) {
    costs.add(new Measurement(new Measurement.Place(0, measured++, nowMs), done, digest, seconds));
    costs.forgetBefore(0, measured - MOST_MEASUREMENTS);
  }

  /** Seconds of one worker thread for a block; empty where nothing is known. */
  Optional<Double> seconds(Order order, int blockSize) {
    return order.work(blockSize, shippedSteps).map(costs::seconds);
  }
}
