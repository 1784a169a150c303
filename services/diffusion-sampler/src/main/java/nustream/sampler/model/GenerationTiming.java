package nustream.sampler.model;

/**
 * Where the time of one block went.
 *
 * @param networkNanos inside native calls
 * @param physicsNanos Newton directions, random numbers, updates and the final scale, in Java
 * @param copyingNanos carrying numbers between Java and native memory
 */
public record GenerationTiming(long networkNanos, long physicsNanos, long copyingNanos) {
  /** The whole. */
  public long totalNanos() {
    return networkNanos + physicsNanos + copyingNanos;
  }

  public GenerationTiming plus(GenerationTiming other) {
    return new GenerationTiming(
        networkNanos + other.networkNanos,
        physicsNanos + other.physicsNanos,
        copyingNanos + other.copyingNanos);
  }
}
