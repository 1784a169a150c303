package nustream.lensing.physics.lightcone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeshTransformTest {

  /** Against the triple sum of its definition; single precision of sums of n^3 numbers below 1. */
  @ParameterizedTest
  @ValueSource(ints = {6, 8})
  void isTheSumOfItsDefinition(int n) {
    try (Workers workers = new Workers(2)) {
      MeshTransform transform = new MeshTransform(n, workers);
      float[] real = random(transform, 5);
      float[] modes = real.clone();
      transform.forward(modes);
      for (int kx = 0; kx < n; kx++) {
        for (int ky = 0; ky < n; ky++) {
          for (int kz = 0; kz <= n / 2; kz++) {
            double re = 0;
            double im = 0;
            for (int x = 0; x < n; x++) {
              for (int y = 0; y < n; y++) {
                for (int z = 0; z < n; z++) {
                  double phase = 2 * Math.PI / n * (kx * x + ky * y + kz * z);
                  re += real[transform.at(x, y, z)] * Math.cos(phase);
                  im -= real[transform.at(x, y, z)] * Math.sin(phase);
                }
              }
            }
            int at = transform.at(kx, ky, 0) + 2 * kz;
            assertEquals(re, modes[at], 1e-4);
            assertEquals(im, modes[at + 1], 1e-4);
          }
        }
      }
    }
  }

  @Test
  void convolutionIsItsThreeStepsAndTheInverseUndoesTheTransform() {
    int n = 20;
    try (Workers workers = new Workers(2)) {
      MeshTransform transform = new MeshTransform(n, workers);
      float[] real = random(transform, 6);
      float[] back = real.clone();
      transform.forward(back);
      transform.inverse(back);
      RadialFilter filter = new RadialFilter(n, k -> 1 / (k * k), RadialFilter.sharpening(n, 2));
      float[] axis = RadialFilter.sharpening(n, 2);
      float[] steps = real.clone();
      transform.forward(steps);
      transform.modes(
          steps,
          (kx, ky, kz, mesh, at) -> {
            int square = kx * kx + ky * ky + kz * kz;
            float factor =
                square == 0 ? 0 : axis[Math.abs(kx)] * axis[Math.abs(ky)] * axis[kz] / square;
            mesh[at] *= factor;
            mesh[at + 1] *= factor;
          });
      transform.inverse(steps);
      float[] once = real.clone();
      transform.convolve(once, filter);
      for (int x = 0; x < n; x++) {
        for (int y = 0; y < n; y++) {
          for (int z = 0; z < n; z++) {
            int at = transform.at(x, y, z);
            assertEquals(real[at], back[at], 1e-6);
            assertEquals(steps[at], once[at], 1e-6);
          }
        }
      }
    }
  }

  @Test
  void threadsPlayNoPart() {
    assertArrayEquals(transformed(1), transformed(3));
  }

  private static float[] transformed(int threads) {
    try (Workers workers = new Workers(threads)) {
      MeshTransform transform = new MeshTransform(16, workers);
      float[] mesh = random(transform, 7);
      transform.convolve(mesh, new RadialFilter(16, k -> 1 / k, RadialFilter.sharpening(16, 0)));
      return mesh;
    }
  }

  private static float[] random(MeshTransform transform, long seed) {
    Random random = new Random(seed);
    float[] mesh = transform.mesh();
    int n = transform.cells();
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        for (int z = 0; z < n; z++) {
          mesh[transform.at(x, y, z)] = random.nextFloat() - 0.5f;
        }
      }
    }
    return mesh;
  }
}
