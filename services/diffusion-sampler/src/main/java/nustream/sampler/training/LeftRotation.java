package nustream.sampler.training;

import nustream.flavor.physics.random.CounterRandom;

/**
 * Y &lt;- V Y with V drawn from the Haar measure of U(3): another point of the anarchy prior, which
 * is invariant under it, with the same masses and new mixing angles. Holds scratch: one per thread.
 */
final class LeftRotation {
  private static final int ROW = 6; // three complex entries

  private final double[] v = new double[18];
  private final double[] rotated = new double[18];

  /** Rotates x[0..17], laid out as (Re, Im) Y_ai at 2(3a+i). */
  void apply(CounterRandom random, double[] x) {
    draw(random);
    for (int a = 0; a < 3; a++) {
      for (int i = 0; i < 3; i++) {
        double re = 0;
        double im = 0;
        for (int b = 0; b < 3; b++) {
          double vr = v[ROW * a + 2 * b];
          double vi = v[ROW * a + 2 * b + 1];
          double yr = x[ROW * b + 2 * i];
          double yi = x[ROW * b + 2 * i + 1];
          re += vr * yr - vi * yi;
          im += vr * yi + vi * yr;
        }
        rotated[ROW * a + 2 * i] = re;
        rotated[ROW * a + 2 * i + 1] = im;
      }
    }
    System.arraycopy(rotated, 0, x, 0, rotated.length);
  }

  /**
   * Haar measure: rows of a complex normal matrix made orthonormal by Gram-Schmidt, which leaves
   * the positive diagonal that makes the factorisation unique (Mezzadri 2007,
   * arXiv:math-ph/0609050, section 5).
   */
  private void draw(CounterRandom random) {
    for (int k = 0; k < v.length; k++) {
      v[k] = random.nextGaussian();
    }
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < a; b++) {
        project(ROW * a, ROW * b);
      }
      normalise(ROW * a);
    }
  }

  /** Removes from row a its part along the unit row b. */
  private void project(int a, int b) {
    double re = 0;
    double im = 0;
    for (int k = 0; k < ROW; k += 2) {
      re += v[b + k] * v[a + k] + v[b + k + 1] * v[a + k + 1];
      im += v[b + k] * v[a + k + 1] - v[b + k + 1] * v[a + k];
    }
    for (int k = 0; k < ROW; k += 2) {
      double br = v[b + k];
      double bi = v[b + k + 1];
      v[a + k] -= re * br - im * bi;
      v[a + k + 1] -= re * bi + im * br;
    }
  }

  private void normalise(int a) {
    double sum = 0;
    for (int k = 0; k < ROW; k++) {
      sum += v[a + k] * v[a + k];
    }
    double scale = 1 / Math.sqrt(sum);
    for (int k = 0; k < ROW; k++) {
      v[a + k] *= scale;
    }
  }
}
