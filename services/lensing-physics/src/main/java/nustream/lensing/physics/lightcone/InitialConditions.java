package nustream.lensing.physics.lightcone;

import java.util.function.DoubleUnaryOperator;
import nustream.lensing.physics.field.CounterNoise;
import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.linear.PowerSpectrum;

/**
 * Particles on a lattice between the nodes of the mesh, displaced and set in motion by second-order
 * Lagrangian theory:
 *
 * <pre>
 * x = q + psi1 + psi2,  psi1 = i k/k^2 delta,  psi2 = (3/7) i k/k^2 G,
 * G = Sum_{i&lt;j} (phi_ii phi_jj - phi_ij^2),  laplacian of phi = delta
 * </pre>
 *
 * (Bouchet et al. 1995). delta is the linear contrast of cold dark matter and baryons from the
 * Boltzmann equations at the start, and each mode moves at its own growth rate there, so that
 * radiation, baryons and neutrinos before the start are in the motion.
 *
 * <p>A mode depends on the seed, the box number and its wave vector alone: boxes of the same side
 * share their large scales whatever their resolution, and two cosmologies share all phases.
 */
final class InitialConditions {
  /** Purpose of the random numbers, see {@link CounterNoise}; the box number is in higher bits. */
  private static final long MODES = 3;

  private static final int PURPOSE_BITS = 8;
  private static final long COLUMNS = 1 << 20;

  /** ln a over which growth rates are measured. */
  private static final double RATE_STEP = 0.05;

  private final BoxSettings box;
  private final LinearPower power;
  private final StepGrowth growth;
  private final Workers workers;
  private final MeshTransform transform;

  InitialConditions(BoxSettings box, LinearPower power, StepGrowth growth, Workers workers) {
    this.box = box;
    this.power = power;
    this.growth = growth;
    this.workers = workers;
    transform = new MeshTransform(box.particles(), workers);
  }

  /** The particles of a box at the start. */
  Particles draw(long seed, long number) {
    float[] first = modes(seed, number);
    float[] second = secondOrderSource(first);
    int n = box.particles();
    double a = 1 / (1 + box.startRedshift());
    double speed = a * a * growth.expansion(a);
    float[] rate = rates();
    float secondRate = (float) (2 * growth.rate(a));
    float cells = (float) box.mesh() / n;
    Particles particles = new Particles(n, box.mesh());
    float[] work = transform.mesh();
    for (int axis = 0; axis < 3; axis++) {
      gradient(first, second, work, axis, null, 1);
      place(particles, axis, work, cells);
      gradient(first, second, work, axis, rate, secondRate);
      float[] momentum = particles.momentum[axis];
      float factor = (float) (speed * cells);
      fill(momentum, work, factor);
    }
    return particles;
  }

  /** delta(k) of the start in the convention of {@link MeshTransform}. */
  private float[] modes(long seed, long number) {
    int n = box.particles();
    int half = n / 2;
    double a = 1 / (1 + box.startRedshift());
    PowerSpectrum cold = power.at(1 / a - 1).cold();
    double volume = Math.pow(box.sideMpcPerH(), 3);
    double cells = Math.pow(n, 3);
    // Real and imaginary part have half the variance P/V each.
    float[] amplitude = radial(k -> cells * Math.sqrt(cold.at(k) / volume / 2));
    float[] modes = transform.mesh();
    long purpose = MODES | number << PURPOSE_BITS;
    workers.forEach(
        n,
        (x, worker) -> {
          int kx = transform.wave(x);
          for (int y = 0; y < n; y++) {
            int ky = transform.wave(y);
            if (kx == half || ky == half) {
              continue; // Nyquist waves have no direction of motion
            }
            CounterNoise noise = new CounterNoise(seed, purpose, column(kx, ky));
            // The modes with k_z = 0 of opposite columns are conjugate to each other.
            boolean mirrored = kx < 0 || kx == 0 && ky < 0;
            int at = transform.at(x, y, 0);
            drawPlaneMode(
                mirrored ? new CounterNoise(seed, purpose, column(-kx, -ky)) : noise,
                amplitude[kx * kx + ky * ky],
                mirrored ? -1 : 1,
                modes,
                at);
            if (mirrored) {
              noise.next();
              noise.next();
            }
            for (int kz = 1; kz < half; kz++) {
              float scale = amplitude[kx * kx + ky * ky + kz * kz];
              modes[at + 2 * kz] = scale * (float) noise.next();
              modes[at + 2 * kz + 1] = scale * (float) noise.next();
            }
          }
        });
    return modes;
  }

  private static void drawPlaneMode(
      CounterNoise noise, float scale, int sign, float[] modes, int at) {
    modes[at] = scale * (float) noise.next();
    modes[at + 1] = sign * scale * (float) noise.next();
  }

  private static long column(int kx, int ky) {
    return (kx + COLUMNS / 2) * COLUMNS + ky + COLUMNS / 2;
  }

  /** Growth rate dln delta_cb/dln a of the modes at the start, by squared wavenumber. */
  private float[] rates() {
    double z = box.startRedshift();
    PowerSpectrum before = power.at((1 + z) * Math.exp(RATE_STEP) - 1).cold();
    PowerSpectrum after = power.at((1 + z) * Math.exp(-RATE_STEP) - 1).cold();
    return radial(k -> Math.log(after.at(k) / before.at(k)) / (4 * RATE_STEP));
  }

  /** Table of a function of the wavenumber in h/Mpc by the integer |k|^2 of a mode; 0 for k = 0. */
  private float[] radial(DoubleUnaryOperator function) {
    int half = box.particles() / 2;
    float[] table = new float[3 * half * half + 1];
    workers.forEach(
        half,
        (piece, worker) -> {
          for (int i = piece; i < table.length; i += half) {
            if (i > 0) {
              table[i] = (float) function.applyAsDouble(box.fundamental() * Math.sqrt(i));
            }
          }
        });
    return table;
  }

  /** (3/7) G in Fourier space. */
  private float[] secondOrderSource(float[] modes) {
    float[] source = transform.mesh();
    float[] sum = hessian(modes, 0, 0);
    float[] other = hessian(modes, 1, 1);
    accumulate(source, sum, other, 1);
    add(sum, other);
    other = hessian(modes, 2, 2);
    accumulate(source, sum, other, 1);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < i; j++) {
        float[] mixed = hessian(modes, i, j);
        accumulate(source, mixed, mixed, -1);
      }
    }
    transform.forward(source);
    transform.modes(
        source,
        (kx, ky, kz, mesh, at) -> {
          mesh[at] *= 3f / 7;
          mesh[at + 1] *= 3f / 7;
        });
    return source;
  }

  /** phi_ij = inverse of k_i k_j/k^2 delta, since phi = -delta/k^2. */
  private float[] hessian(float[] modes, int i, int j) {
    float[] work = modes.clone();
    transform.modes(
        work,
        (kx, ky, kz, mesh, at) -> {
          int square = kx * kx + ky * ky + kz * kz;
          float factor =
              square == 0
                  ? 0
                  : component(i, kx, ky, kz) * component(j, kx, ky, kz) / (float) square;
          mesh[at] *= factor;
          mesh[at + 1] *= factor;
        });
    transform.inverse(work);
    return work;
  }

  /**
   * One component of the inverse of i k/k^2 (rate delta + secondRate (3/7) G), in lattice cells.
   */
  private void gradient(
      float[] first, float[] second, float[] work, int axis, float[] rate, float secondRate) {
    int half = box.particles() / 2;
    // In units of the fundamental 2 pi/n per cell.
    float cell = (float) (box.particles() / (2 * Math.PI));
    transform.modes(
        work,
        (kx, ky, kz, mesh, at) -> {
          int square = kx * kx + ky * ky + kz * kz;
          if (square == 0 || kx == half || ky == half || kz == half) {
            mesh[at] = 0;
            mesh[at + 1] = 0;
            return;
          }
          float factor = cell * component(axis, kx, ky, kz) / square;
          float own = rate == null ? 1 : rate[square];
          mesh[at] = -factor * (own * first[at + 1] + secondRate * second[at + 1]);
          mesh[at + 1] = factor * (own * first[at] + secondRate * second[at]);
        });
    transform.inverse(work);
  }

  private static int component(int axis, int kx, int ky, int kz) {
    return axis == 0 ? kx : axis == 1 ? ky : kz;
  }

  private void place(Particles particles, int axis, float[] displacement, float cells) {
    float[] position = particles.position[axis];
    fill(position, displacement, cells);
    int n = box.particles();
    workers.forEach(
        n,
        (x, worker) -> {
          for (int i = x * n * n; i < (x + 1) * n * n; i++) {
            int lattice = axis == 0 ? x : axis == 1 ? i / n % n : i % n;
            position[i] = Particles.wrap(position[i] + lattice * cells + 0.5f, box.mesh());
          }
        });
  }

  private void fill(float[] values, float[] mesh, float factor) {
    int n = box.particles();
    workers.forEach(
        n,
        (x, worker) -> {
          for (int y = 0; y < n; y++) {
            int from = transform.at(x, y, 0);
            int to = (x * n + y) * n;
            for (int z = 0; z < n; z++) {
              values[to + z] = factor * mesh[from + z];
            }
          }
        });
  }

  private static void accumulate(float[] sum, float[] one, float[] two, int sign) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += sign * one[i] * two[i];
    }
  }

  private static void add(float[] sum, float[] other) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
  }
}
