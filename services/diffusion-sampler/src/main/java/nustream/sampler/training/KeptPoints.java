package nustream.sampler.training;

import nustream.flavor.physics.Ordering;

/**
 * A model's own best attempts, for transfer learning.
 *
 * @param normal of normal ordering
 * @param inverted of inverted ordering
 */
record KeptPoints(PointPool normal, PointPool inverted) {
  /** None: for training on draws of the prior alone. */
  static final KeptPoints NONE =
      new KeptPoints(new PointPool(Ordering.NO, 0), new PointPool(Ordering.IO, 0));

  PointPool of(Ordering ordering) {
    return ordering == Ordering.NO ? normal : inverted;
  }
}
