package nustream.learning.torch;

import java.util.Arrays;

/**
 * A float32 tensor on the Java heap, row-major: how numbers go to and come from native code.
 *
 * @param values the numbers; not copied, so the caller leaves them alone during a call
 * @param shape the sides; their product is the number of values
 */
public record HostTensor(float[] values, long... shape) {
  public HostTensor {
    long size = 1;
    for (long side : shape) {
      size = Math.multiplyExact(size, side);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "shape "
              + Arrays.toString(shape)
              + " wants "
              + size
              + " values, but there are "
              + values.length);
    }
  }

  /** A tensor filled with one value. */
  public static HostTensor filled(float value, long... shape) {
    float[] values =
        new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
    Arrays.fill(values, value);
    return new HostTensor(values, shape);
  }
}
