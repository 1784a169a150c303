package nustream.sampler.serve;

import nustream.learning.store.ModelRelease;

/**
 * Generates blocks with one model. Owned by one thread, which opens, uses and closes it: native
 * memory and the engine's per-thread settings belong to that thread.
 */
public interface BlockGenerator extends AutoCloseable {
  /** The same order gives the same bytes, whenever and by whichever worker. */
  GeneratedBlock generate(BlockOrder order);

  /** Frees native memory. */
  @Override
  void close();

  /** Opens a model on the calling thread. */
  @FunctionalInterface
  interface Opener {
    /** The release's file was checked against its digest. */
    BlockGenerator open(ModelRelease release);
  }
}
