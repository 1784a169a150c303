package nustream.lensing.physics.field;

import org.jtransforms.dht.DoubleDHT_2D;
import org.jtransforms.fft.DoubleFFT_2D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * Discrete Hartley transform of square maps, by JTransforms. Any size; powers of two take the real
 * Fourier transform, whose parts give H = Re F - Im F, in half the time of the library's own
 * Hartley transform. Owned by one thread.
 */
public final class HartleyTransform {
  static {
    // Maps are made one per thread; threads inside each would only compete with these. The setting
    // is one for the process.
    ConcurrencyUtils.setNumberOfThreads(1);
  }

  private final int n;
  private final DoubleDHT_2D anySize;
  private final DoubleFFT_2D powerOfTwo;
  private final double[] packed;

  public HartleyTransform(int pixels) {
    n = pixels;
    boolean power = Integer.bitCount(pixels) == 1;
    anySize = power ? null : new DoubleDHT_2D(pixels, pixels);
    powerOfTwo = power ? new DoubleFFT_2D(pixels, pixels) : null;
    packed = power ? new double[pixels * pixels] : null;
  }

  /** H(k) = Sum_x f(x) cas(k x), in place. */
  public void forward(double[] map) {
    if (anySize != null) {
      anySize.forward(map);
      return;
    }
    System.arraycopy(map, 0, packed, 0, map.length);
    powerOfTwo.realForward(packed);
    unpack(map, 1);
  }

  /** f(x) = N^-2 Sum_k H(k) cas(k x), in place: the transform is its own inverse. */
  public void inverse(double[] modes) {
    if (anySize != null) {
      anySize.inverse(modes, true);
      return;
    }
    System.arraycopy(modes, 0, packed, 0, modes.length);
    powerOfTwo.realForward(packed);
    unpack(modes, 1.0 / ((double) n * n));
  }

  /** From the layout of DoubleFFT_2D.realForward (its documentation) to Hartley modes. */
  private void unpack(double[] modes, double scale) {
    int half = n / 2;
    for (int i = 0; i < n; i++) {
      int mirror = ((n - i) % n) * n;
      for (int j = 1; j < half; j++) {
        double re = packed[i * n + 2 * j];
        double im = packed[i * n + 2 * j + 1];
        modes[i * n + j] = scale * (re - im);
        modes[mirror + n - j] = scale * (re + im);
      }
    }
    for (int i = 1; i < half; i++) {
      int row = i * n;
      int mirror = (n - i) * n;
      modes[row] = scale * (packed[row] - packed[row + 1]);
      modes[mirror] = scale * (packed[row] + packed[row + 1]);
      modes[row + half] = scale * (packed[mirror + 1] + packed[mirror]);
      modes[mirror + half] = scale * (packed[mirror + 1] - packed[mirror]);
    }
    modes[0] = scale * packed[0];
    modes[half] = scale * packed[1];
    modes[half * n] = scale * packed[half * n];
    modes[half * n + half] = scale * packed[half * n + 1];
  }
}
