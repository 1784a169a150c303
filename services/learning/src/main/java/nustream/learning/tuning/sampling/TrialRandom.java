package nustream.learning.tuning.sampling;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random numbers of their own for each trial and purpose. */
final class TrialRandom {
  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private TrialRandom() {}

  /** The purpose's hash is that of {@link String#hashCode}, which is fixed by specification. */
  static RandomGenerator of(long seed, int number, String purpose) {
    long mixed = mix(mix(seed) + number);
    return ALGORITHM.create(mix(mixed + purpose.hashCode()));
  }

  // Finaliser of SplitMix64 (Steele, Lea and Flood 2014).
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
