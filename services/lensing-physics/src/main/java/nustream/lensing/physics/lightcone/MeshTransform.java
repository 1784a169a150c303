package nustream.lensing.physics.lightcone;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * Fast Fourier transform of real cubic meshes in single precision: the one-dimensional transforms
 * of JTransforms, eight lines at a time so that memory is read in whole cache lines, shared by
 * threads without any influence on the result.
 *
 * <p>A mesh has n x n x (n + 2) values, z fastest; the last two of each row are padding in real
 * space. In Fourier space a row holds the real and imaginary parts for k_z = 0 to n/2, sign
 * convention F(k) = Sum_x f(x) exp(-i k x).
 */
final class MeshTransform {
  /** Lines per block: 8 complex floats are a cache line of 64 bytes. */
  private static final int BLOCK = 8;

  /** Changes one mode of a mesh in Fourier space. */
  @FunctionalInterface
  interface Mode {
    /**
     * @param kx signed wavenumber in units of the fundamental; likewise ky and kz, kz >= 0
     * @param at index of the real part
     */
    void apply(int kx, int ky, int kz, float[] mesh, int at);
  }

  private final int n;
  private final int row;
  private final Workers workers;
  private final FloatFFT_1D[] line;
  private final float[][] block;

  MeshTransform(int cells, Workers workers) {
    n = cells;
    row = cells + 2;
    this.workers = workers;
    line = new FloatFFT_1D[workers.count()];
    block = new float[workers.count()][2 * BLOCK * cells];
    for (int i = 0; i < line.length; i++) {
      line[i] = new FloatFFT_1D(cells);
    }
  }

  int cells() {
    return n;
  }

  /** A new mesh of zeros. */
  float[] mesh() {
    return new float[Math.multiplyExact(n * n, row)];
  }

  /** Index of a cell. */
  int at(int x, int y, int z) {
    return (x * n + y) * row + z;
  }

  /** Signed wavenumber of an index. */
  int wave(int index) {
    return index <= n / 2 ? index : index - n;
  }

  /** From real to Fourier space, in place, without a factor. */
  void forward(float[] mesh) {
    workers.forEach(n, (x, worker) -> planeForward(mesh, x, worker));
    workers.forEach(
        n, (y, worker) -> columns(mesh, y * row, n * row, worker, y, Direction.FORWARD, null));
  }

  /** From Fourier to real space, in place; the inverse of {@link #forward}. */
  void inverse(float[] mesh) {
    workers.forEach(
        n, (y, worker) -> columns(mesh, y * row, n * row, worker, y, Direction.INVERSE, null));
    workers.forEach(n, (x, worker) -> planeInverse(mesh, x, worker));
  }

  /** Forward, each mode multiplied by an even real factor, and inverse, in three passes. */
  void convolve(float[] mesh, RadialFilter filter) {
    workers.forEach(n, (x, worker) -> planeForward(mesh, x, worker));
    workers.forEach(
        n, (y, worker) -> columns(mesh, y * row, n * row, worker, y, Direction.BOTH, filter));
    workers.forEach(n, (x, worker) -> planeInverse(mesh, x, worker));
  }

  /** Visits all modes of a mesh in Fourier space, rows in parallel. */
  void modes(float[] mesh, Mode mode) {
    workers.forEach(
        n,
        (x, worker) -> {
          for (int y = 0; y < n; y++) {
            int from = at(x, y, 0);
            for (int z = 0; z <= n / 2; z++) {
              mode.apply(wave(x), wave(y), z, mesh, from + 2 * z);
            }
          }
        });
  }

  private enum Direction {
    FORWARD,
    INVERSE,
    BOTH
  }

  private void planeForward(float[] mesh, int x, int worker) {
    for (int y = 0; y < n; y++) {
      int from = at(x, y, 0);
      line[worker].realForward(mesh, from);
      mesh[from + n] = mesh[from + 1];
      mesh[from + n + 1] = 0;
      mesh[from + 1] = 0;
    }
    columns(mesh, at(x, 0, 0), row, worker, x, Direction.FORWARD, null);
  }

  private void planeInverse(float[] mesh, int x, int worker) {
    columns(mesh, at(x, 0, 0), row, worker, x, Direction.INVERSE, null);
    for (int y = 0; y < n; y++) {
      int from = at(x, y, 0);
      mesh[from + 1] = mesh[from + n];
      line[worker].realInverse(mesh, from, true);
    }
  }

  /** Complex transforms of all lines with one stride, for every k_z. */
  private void columns(
      float[] mesh,
      int from,
      int stride,
      int worker,
      int other,
      Direction direction,
      RadialFilter filter) {
    float[] lines = block[worker];
    for (int first = 0; first <= n / 2; first += BLOCK) {
      int width = Math.min(BLOCK, n / 2 + 1 - first);
      for (int i = 0; i < n; i++) {
        int source = from + i * stride + 2 * first;
        for (int c = 0; c < width; c++) {
          lines[2 * (c * n + i)] = mesh[source + 2 * c];
          lines[2 * (c * n + i) + 1] = mesh[source + 2 * c + 1];
        }
      }
      for (int c = 0; c < width; c++) {
        if (direction != Direction.INVERSE) {
          line[worker].complexForward(lines, 2 * c * n);
        }
        if (filter != null) {
          filter.multiply(lines, 2 * c * n, other, first + c);
        }
        if (direction != Direction.FORWARD) {
          line[worker].complexInverse(lines, 2 * c * n, true);
        }
      }
      for (int i = 0; i < n; i++) {
        int target = from + i * stride + 2 * first;
        for (int c = 0; c < width; c++) {
          mesh[target + 2 * c] = lines[2 * (c * n + i)];
          mesh[target + 2 * c + 1] = lines[2 * (c * n + i) + 1];
        }
      }
    }
  }
}
