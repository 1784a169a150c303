package nustream.sampler.training;

import java.util.stream.IntStream;
import nustream.flavor.physics.Ordering;

/**
 * The tempered draws that batches are made of, one pool per ordering, slowly replaced by fresh
 * ones.
 *
 * <p>Every {@value #STEPS_PER_CHUNK} steps the next of {@value #CHUNKS} chunks of each pool is
 * drawn anew. What stands in a slot at a step is a function of seed and step, so a resumed training
 * sees what an undisturbed one sees. For one thread.
 */
final class PointPools {
  static final int CHUNKS = 256;
  private static final int STEPS_PER_CHUNK = 16;

  private final long key;
  private final ThreadLocal<TemperedDraws> draws;
  private final PointPool normal;
  private final PointPool inverted;
  private long refreshed;

  /** The pools as they are at a step; draws them on all cores. */
  PointPools(TrainingSettings settings, long step) {
    key = RandomStream.POOL.key(settings.seed());
    draws =
        ThreadLocal.withInitial(
            () -> new TemperedDraws(settings.decades(), settings.temperedWidth()));
    normal = new PointPool(Ordering.NO, settings.normalPoints());
    inverted = new PointPool(Ordering.IO, settings.invertedPoints());
    refreshed = step / STEPS_PER_CHUNK;
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      long generation = refreshed > chunk ? (refreshed - chunk - 1) / CHUNKS + 1 : 0;
      draw(normal, chunk, generation);
      draw(inverted, chunk, generation);
    }
  }

  PointPool of(Ordering ordering) {
    return ordering == Ordering.NO ? normal : inverted;
  }

  /** Brings the pools to a later step. */
  void advanceTo(long step) {
    for (; refreshed < step / STEPS_PER_CHUNK; refreshed++) {
      int chunk = (int) (refreshed % CHUNKS);
      long generation = refreshed / CHUNKS + 1;
      draw(normal, chunk, generation);
      draw(inverted, chunk, generation);
    }
  }

  private void draw(PointPool pool, int chunk, long generation) {
    int from = (int) ((long) pool.size() * chunk / CHUNKS);
    int to = (int) ((long) pool.size() * (chunk + 1) / CHUNKS);
    IntStream.range(from, to)
        .parallel()
        .forEach(slot -> draws.get().fill(pool, slot, key, generation));
  }
}
