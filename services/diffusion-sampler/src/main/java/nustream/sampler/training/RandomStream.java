package nustream.sampler.training;

/** What random numbers of a training are for: each purpose has a key of its own for every seed. */
enum RandomStream {
  INITIAL_PARAMETERS,
  POOL,
  BATCHES;

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  long key(long seed) {
    return seed ^ ((ordinal() + 1) * GOLDEN_RATIO);
  }
}
