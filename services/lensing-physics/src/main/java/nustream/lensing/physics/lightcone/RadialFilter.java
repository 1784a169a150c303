package nustream.lensing.physics.lightcone;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Real factor of the modes of a mesh, a function of |k| times an optional product of
 * one-dimensional factors. The radial part is tabulated by the integer k_x^2 + k_y^2 + k_z^2.
 */
final class RadialFilter {
  private final int n;
  private final float[] radial;
  private final float[] axis;

  /**
   * @param cells of the mesh per side
   * @param radial factor against the wavenumber in units of the fundamental, positive; that of k =
   *     0 is 0
   * @param axis factor against the absolute wavenumber along each axis, cells/2 + 1 values
   */
  RadialFilter(int cells, DoubleUnaryOperator radial, float[] axis) {
    n = cells;
    this.axis = axis;
    int half = cells / 2;
    this.radial = new float[3 * half * half + 1];
    for (int i = 1; i < this.radial.length; i++) {
      this.radial[i] = (float) radial.applyAsDouble(Math.sqrt(i));
    }
  }

  /** Multiplies the modes of one line along x. */
  void multiply(float[] line, int from, int y, int z) {
    int ky = Math.min(y, n - y);
    int across = ky * ky + z * z;
    float factor = axis[ky] * axis[z];
    for (int x = 0; x < n; x++) {
      int kx = Math.min(x, n - x);
      float weight = radial[kx * kx + across] * factor * axis[kx];
      line[from + 2 * x] *= weight;
      line[from + 2 * x + 1] *= weight;
    }
  }

  /** Factors 1. */
  static float[] flat(int cells) {
    float[] factors = new float[cells / 2 + 1];
    Arrays.fill(factors, 1);
    return factors;
  }

  /**
   * One over the cloud-in-cell window, [sin(w/2)/(w/2)]^-2 with w = 2 pi k/n, to a power; nothing
   * at the Nyquist wavenumber is exact, where aliases are as large as the signal.
   */
  static float[] sharpening(int cells, int power) {
    float[] factors = new float[cells / 2 + 1];
    factors[0] = 1;
    for (int k = 1; k < factors.length; k++) {
      double half = Math.PI * k / cells;
      factors[k] = (float) StrictMath.pow(half / StrictMath.sin(half), 2.0 * power);
    }
    return factors;
  }
}
