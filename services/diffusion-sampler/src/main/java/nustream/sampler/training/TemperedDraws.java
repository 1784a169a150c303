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
 * <p>A draw is kept for its ratio of splittings, then turned to mixing angles and phases of their
 * own draw. That is exact, because under this prior the mixing matrix is independent of all else
 * and Haar-distributed, d(s12^2) d(c13^4) d(s23^2) times flat phases, and it makes training close
 * to the data as cheap as far from it. Holds scratch: one per thread.
 */
final class TemperedDraws {
  private final ScaleFreeSeesaw seesaw;
  private final double width;
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
    } while (!seesaw.labels(x, 0, ordering, label, 0) || !kept());
    turn(ordering);
    if (!seesaw.labels(x, 0, ordering, label, 0)) {
      throw new IllegalStateException("a draw lost its ordering when it was turned");
    }
    pool.put(slot, x, label);
  }

  /** Draws the angles: a normal of the width in each standardised label, times the Haar measure. */
  private void turn(Ordering ordering) {
    double theta12;
    double s13sq;
    double theta23;
    double haar;
    do {
      theta12 = angle(1);
      s13sq = Math.pow(10, angle(2));
      theta23 = angle(3);
      // In the labels theta12, log10 s13^2, theta23; each factor over its largest value, and not
      // positive outside its range.
      haar = Math.sin(2 * theta12) * 4 * s13sq * (1 - s13sq) * Math.sin(2 * theta23);
    } while (!(theta12 > 0 && theta23 > 0 && random.nextUniform() < haar));
    double s12sq = square(Math.sin(theta12));
    double s23sq = square(Math.sin(theta23));
    seesaw.turnTo(x, 0, ordering, s12sq, s13sq, s23sq, phase(), phase(), phase());
  }

  private double angle(int k) {
    return ConditionRow.label(k, width * random.nextGaussian());
  }

  private double phase() {
    return 2 * Math.PI * random.nextUniform();
  }

  private static double square(double value) {
    return value * value;
  }

  /** Decides by the ratio of the splittings. */
  private boolean kept() {
    return random.nextUniform()
        < Math.exp(-0.5 * square(ConditionRow.standardised(label, 0, 0) / width));
  }
}
