package nustream.lensing.physics.field;

import org.apache.commons.rng.core.source64.Philox4x64;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Counter-based normal deviates: the stream of (seed, purpose, index) is the same in any order of
 * use and on any number of threads.
 *
 * <p>Philox 4x64 with 10 rounds (Salmon et al., SC'11), key (seed, 0), counter (0, 0, purpose,
 * index); modified ziggurat (McFarland 2016). Owned by one thread.
 */
public final class CounterNoise {
  private final ZigguratSampler.NormalizedGaussian gaussian;

  public CounterNoise(long seed, long purpose, long index) {
    Philox4x64 philox = new Philox4x64(new long[] {seed, 0, 0, 0, purpose, index});
    gaussian = ZigguratSampler.NormalizedGaussian.of(philox);
  }

  public double next() {
    return gaussian.sample();
  }
}
