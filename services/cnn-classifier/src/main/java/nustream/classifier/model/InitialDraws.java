package nustream.classifier.model;

import nustream.learning.torch.HostTensor;
import nustream.lensing.physics.field.CounterNoise;

/** Random parameters to start a training from: tensor i draws from stream i of the seed. */
final class InitialDraws {
  private static final long PURPOSE = 101;

  /** Standard deviation of the window of a band, pixels. */
  private static final double WINDOW = 1.2;

  private static final int ANGLES = 64;

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
   * Filters that start out as bands of multipoles, from the mean on to the finest structure: J_0(w
   * r) times a Gaussian window, of norm 1, with w evenly spaced from 0 to the smallest wavelength,
   * and a hundredth of noise. The powers in them are nearly all that a Gaussian map has to tell.
   *
   * @param count filters
   * @param inputs channels that they see; the first bands see the first channel, the next ones the
   *     second
   * @param side pixels, odd
   * @param bands bands per channel
   * @return count x inputs x side x side
   */
  HostTensor bands(int count, int inputs, int side, int bands) {
    HostTensor tensor = normal(0.01, count, inputs, side, side);
    for (int filter = 0; filter < count; filter++) {
      double frequency = 1.1 * Math.PI * (filter % bands) / bands;
      double[] band = band(side, frequency);
      int offset = (filter * inputs + filter / bands % inputs) * side * side;
      for (int i = 0; i < band.length; i++) {
        tensor.values()[offset + i] += (float) band[i];
      }
    }
    return tensor;
  }

  private static double[] band(int side, double frequency) {
    double[] filter = new double[side * side];
    double square = 0;
    for (int i = 0; i < filter.length; i++) {
      double r = Math.hypot(i / side - side / 2, i % side - side / 2);
      filter[i] = bessel(frequency * r) * Math.exp(-r * r / (2 * WINDOW * WINDOW));
      square += filter[i] * filter[i];
    }
    for (int i = 0; i < filter.length; i++) {
      filter[i] /= Math.sqrt(square);
    }
    return filter;
  }

  /** J_0(x) by its integral over an angle (Abramowitz and Stegun 9.1.18). */
  private static double bessel(double x) {
    double sum = 0;
    for (int i = 0; i < ANGLES; i++) {
      sum += Math.cos(x * Math.sin(Math.PI * (i + 0.5) / ANGLES));
    }
    return sum / ANGLES;
  }
}
