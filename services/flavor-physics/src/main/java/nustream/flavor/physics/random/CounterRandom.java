package nustream.flavor.physics.random;

import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.Philox4x64;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Counter-based random numbers: the stream of (seed, block, index) is the same on any machine, in
 * any batch and in any order of use, and different streams are independent.
 *
 * <p>Generator: Philox 4x64 with 10 rounds (Salmon et al., SC'11, "Parallel random numbers: as easy
 * as 1, 2, 3"), key = (seed, 0), counter = (0, 0, block, index); the low 128 bits of the counter
 * run, so a stream has 2^130 numbers before it meets another. Normal deviates: modified ziggurat
 * (McFarland 2016) of Commons RNG. Neither depends on the JDK.
 *
 * <p>Not thread-safe: one per thread. {@link #reset} makes one small object and nothing else
 * allocates.
 */
public final class CounterRandom implements RandomGenerator {
  private static final double TWO_POW_MINUS_52 = 0x1p-52;

  private final long[] state = new long[6];
  private final ZigguratSampler.NormalizedGaussian gaussian;
  private Philox4x64 philox;

  /** Starts at the first number of the stream (seed, block, index). */
  public CounterRandom(long seed, long block, long index) {
    reset(seed, block, index);
    UniformRandomProvider source = this::nextLong;
    gaussian = ZigguratSampler.NormalizedGaussian.of(source);
  }

  /** Goes to the first number of the stream (seed, block, index). */
  public void reset(long seed, long block, long index) {
    state[0] = seed;
    state[4] = block;
    state[5] = index;
    philox = new Philox4x64(state);
  }

  @Override
  public long nextLong() {
    return philox.nextLong();
  }

  /** Uniform in the open interval (0, 1), a multiple of 2^-53. */
  public double nextUniform() {
    return ((nextLong() >>> 12) + 0.5) * TWO_POW_MINUS_52;
  }

  /** Uniform in the open interval (0, 1): never 0, so that its logarithm is finite. */
  @Override
  public double nextDouble() {
    return nextUniform();
  }

  /** Normal with mean 0 and variance 1. */
  @Override
  public double nextGaussian() {
    return gaussian.sample();
  }

  @Override
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /**
   * Uniform in 0 .. bound-1. By multiplication of the upper 32 bits (Lemire 2019) without
   * rejection: the bias is below bound / 2^32.
   *
   * @throws IllegalArgumentException if bound is not positive
   */
  @Override
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound = " + bound + ", allowed > 0");
    }
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }
}
