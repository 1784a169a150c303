package nustream.lensing.physics.lightcone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ParticleMeshTest {
  private static final int CELLS = 32;

  private static RadialFilter green() {
    double cell = 2 * Math.PI / CELLS;
    return new RadialFilter(
        CELLS, k -> -1 / (k * k * cell * cell), RadialFilter.sharpening(CELLS, 0));
  }

  /**
   * A plane wave of small displacement psi = A sin(kx) has the acceleration psi exactly (for
   * laplacian phi = delta = -psi'); the mesh softens k = 2 pi/32 per cell by (2/6) k^2 = 1.3 %.
   */
  @Test
  void aPlaneWaveIsPulledAlongItsDisplacement() {
    try (Workers workers = new Workers(2)) {
      Particles particles = lattice(32);
      double k = 2 * Math.PI / CELLS;
      for (int i = 0; i < particles.count(); i++) {
        float q = particles.position[1][i];
        particles.position[1][i] = q + 0.05f * (float) Math.sin(k * q);
      }
      new ParticleMesh(CELLS, workers).kick(particles, green(), 1);
      for (int i = 0; i < particles.count(); i += 37) {
        float q = i / 32 % 32 + 0.5f;
        assertEquals(0.05 * Math.sin(k * q), particles.momentum[1][i], 0.02 * 0.05);
        assertEquals(0, particles.momentum[0][i], 1e-5);
        assertEquals(0, particles.momentum[2][i], 1e-5);
      }
    }
  }

  /** Painting and reading with the same window: no force on the whole beyond rounding. */
  @Test
  void momentumIsConserved() {
    try (Workers workers = new Workers(2)) {
      Particles particles = scattered(3);
      new ParticleMesh(CELLS, workers).kick(particles, green(), 1);
      for (int axis = 0; axis < 3; axis++) {
        double sum = 0;
        double squares = 0;
        for (float p : particles.momentum[axis]) {
          sum += p;
          squares += (double) p * p;
        }
        double rms = Math.sqrt(squares / particles.count());
        assertEquals(0, sum / particles.count(), 1e-5 * rms);
      }
    }
  }

  /** Each particle counts once. */
  @Test
  void massIsConserved() {
    try (Workers workers = new Workers(2)) {
      ParticleMesh gravity = new ParticleMesh(CELLS, workers);
      float[] contrast = gravity.contrast(scattered(4));
      double sum = 0;
      for (int x = 0; x < CELLS; x++) {
        for (int y = 0; y < CELLS; y++) {
          for (int z = 0; z < CELLS; z++) {
            sum += contrast[gravity.transform().at(x, y, z)];
          }
        }
      }
      assertEquals(0, sum / (CELLS * CELLS * CELLS), 1e-6);
    }
  }

  @Test
  void threadsPlayNoPart() {
    assertArrayEquals(momenta(1), momenta(3));
  }

  private static float[] momenta(int threads) {
    try (Workers workers = new Workers(threads)) {
      Particles particles = scattered(5);
      new ParticleMesh(CELLS, workers).kick(particles, green(), 1);
      particles.drift(0.1f, workers);
      return particles.position[0];
    }
  }

  private static Particles lattice(int perSide) {
    Particles particles = new Particles(perSide, CELLS);
    for (int i = 0; i < particles.count(); i++) {
      particles.position[0][i] = i / perSide / perSide + 0.5f;
      particles.position[1][i] = i / perSide % perSide + 0.5f;
      particles.position[2][i] = i % perSide + 0.5f;
    }
    return particles;
  }

  private static Particles scattered(long seed) {
    Random random = new Random(seed);
    Particles particles = new Particles(16, CELLS);
    for (int axis = 0; axis < 3; axis++) {
      for (int i = 0; i < particles.count(); i++) {
        particles.position[axis][i] = CELLS * random.nextFloat();
      }
    }
    return particles;
  }
}
