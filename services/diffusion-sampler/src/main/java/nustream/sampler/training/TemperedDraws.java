package nustream.sampler.training;

import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.random.CounterRandom;
import nustream.sampler.model.ConditionRow;
import nustream.sampler.model.DenoiserNetwork;

/**
 * Draws of the anarchy prior whose labels lie around the measured ones: a draw is kept with
 * probability exp(-(d/w)^2/2), d^2 the sum of the squares of its standardised labels ({@link
 * ConditionRow}) and w the width of the training.
 *
 * <p>Which labels a conditional model is trained at does not change what it learns for a label, the
 * prior restricted to it; it decides only where the model is good. The prior itself lies inside the
 * 3-sigma intervals once in 10^9 draws, these draws some thousand times as often for w = 0.6.
 *
 * <p>First a draw is kept for its ratio of splittings, then it is rotated from the left until it is
 * kept for its angles. That is exact, because the angles are independent of all else under this
 * prior and Haar-distributed, and it saves drawing a new ratio for every angle: a factor of 30 for
 * the inverted ordering. Holds scratch: one per thread.
 */
final class TemperedDraws {
  private final ScaleFreeSeesaw seesaw;
  private final double width;
  private final LeftRotation rotation = new LeftRotation();
  private final CounterRandom random = new CounterRandom(0, 0, 0);
  private final double[] x = new double[DenoiserNetwork.POINT];
  private final double[] label = new double[ConditionRow.LABELS];

  TemperedDraws(double decades, double width) {
    this.width = width;
    seesaw = new ScaleFreeSeesaw(decades);
  }

  /**
   * Fills a slot of a pool. What it holds is a function of the arguments alone.
   *
   * @param generation how often the slot was filled before
   */
  void fill(PointPool pool, int slot, long seed, long generation) {
    Ordering ordering = pool.ordering();
    // Orderings and generations have streams of their own.
    random.reset(seed, 2 * generation + ordering.ordinal(), slot);
    do {
      seesaw.drawPrior(random, x, 0);
    } while (!seesaw.labels(x, 0, ordering, label, 0) || !kept(0, 1));
    do {
      rotation.apply(random, x);
    } while (!seesaw.labels(x, 0, ordering, label, 0) || !kept(1, ConditionRow.LABELS));
    pool.put(slot, x, label);
  }

  /** Decides by the labels from one place to before another. */
  private boolean kept(int from, int to) {
    double squared = 0;
    for (int k = from; k < to; k++) {
      double z = ConditionRow.standardised(label, 0, k) / width;
      squared += z * z;
    }
    return random.nextUniform() < Math.exp(-0.5 * squared);
  }
}
