package nustream.lensing.physics.lightcone;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.Philox4x64;

/**
 * How one map sees the box once along its line of sight: from one of three axes, shifted, flipped
 * and transposed. Structures continue across the slabs of one view and are unrelated beyond.
 *
 * @param axis of view, 0 to 2
 * @param depthFlipped whether the slabs come in reverse order
 * @param transposed whether the two axes across change places
 * @param flipFirst sign of the first axis of the map, 1 or -1
 * @param flipSecond sign of the second axis
 * @param shiftFirst origin of the map along the first axis in units of the box, 0 to 1
 * @param shiftSecond origin along the second
 */
record BoxView(
    int axis,
    boolean depthFlipped,
    boolean transposed,
    int flipFirst,
    int flipSecond,
    double shiftFirst,
    double shiftSecond) {
  /** Purpose of the random numbers, see CounterNoise. */
  private static final long VIEWS = 4;

  /** The views of one map, nearest first. */
  static BoxView[] draw(long seed, long map, int count) {
    UniformRandomProvider random = new Philox4x64(new long[] {seed, 0, 0, 0, VIEWS, map});
    BoxView[] views = new BoxView[count];
    for (int i = 0; i < count; i++) {
      views[i] =
          new BoxView(
              random.nextInt(3),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean() ? 1 : -1,
              random.nextBoolean() ? 1 : -1,
              random.nextDouble(),
              random.nextDouble());
    }
    return views;
  }

  /** Number of the slab that is met as number {@code step}. */
  int slab(int step, int slabs) {
    return depthFlipped ? slabs - 1 - step : step;
  }
}
