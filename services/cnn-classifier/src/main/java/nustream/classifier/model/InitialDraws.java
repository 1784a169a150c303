package nustream.classifier.model;

import nustream.learning.torch.HostTensor;
import nustream.lensing.physics.field.CounterNoise;

/** Random parameters to start a training from: tensor i draws from stream i of the seed. */
final class InitialDraws {
  private static final long PURPOSE = 101;

  private final long seed;
  private long drawn;

  InitialDraws(long seed) {
    this.seed = seed;
  }

  /** Normal with variance factor^2/inputs; the inputs are all sides but the first. */
  HostTensor normal(double factor, long... shape) {
    HostTensor tensor = HostTensor.filled(0, shape);
    double deviation = factor / Math.sqrt((double) tensor.values().length / shape[0]);
    CounterNoise noise = new CounterNoise(seed, PURPOSE, drawn++);
    for (int i = 0; i < tensor.values().length; i++) {
      tensor.values()[i] = (float) (deviation * noise.next());
    }
    return tensor;
  }

  /**
   * Filters that start out as different bands of multipoles: products of cosines of growing
   * frequency over the kernel, of norm 1, with a tenth of noise.
   *
   * @return count x 1 x side x side
   */
  HostTensor harmonics(int count, int side) {
    HostTensor tensor = normal(0.1, count, 1, side, side);
    for (int filter = 0; filter < count; filter++) {
      int[] frequency = frequencies(filter % (side * side), side);
      for (int i = 0; i < side; i++) {
        for (int j = 0; j < side; j++) {
          double value = cosine(frequency[0], i, side) * cosine(frequency[1], j, side);
          tensor.values()[(filter * side + i) * side + j] += (float) value;
        }
      }
    }
    return tensor;
  }

  /** The pairs (u, v) in the order of u + v. */
  private static int[] frequencies(int place, int side) {
    int left = place;
    for (int sum = 0; ; sum++) {
      for (int u = Math.max(0, sum - side + 1); u <= Math.min(sum, side - 1); u++) {
        if (left-- == 0) {
          return new int[] {u, sum - u};
        }
      }
    }
  }

  private static double cosine(int frequency, int i, int side) {
    double norm = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / side);
    return norm * Math.cos(Math.PI * frequency * (i + 0.5) / side);
  }
}
