package nustream.lensing.physics.lightcone;

import java.util.Arrays;

/**
 * Gravity of particles on a mesh: cloud-in-cell density, potential by Fourier transform, gradient
 * by sixth-order differences, cloud-in-cell interpolation. The same particles give the same bytes
 * with any number of threads: each cell is summed in the order of the particles by the one thread
 * that owns its plane.
 */
final class ParticleMesh {
  private final int n;
  private final int row;
  private final Workers workers;
  private final MeshTransform transform;
  private final float[] mesh;

  /** Gradient of the potential by plane of x, then y, z, component. */
  private final float[][] gradient;

  ParticleMesh(int cells, Workers workers) {
    n = cells;
    row = cells + 2;
    this.workers = workers;
    transform = new MeshTransform(cells, workers);
    mesh = transform.mesh();
    gradient = new float[cells][3 * cells * cells];
  }

  MeshTransform transform() {
    return transform;
  }

  /** The density contrast of the particles, in memory that the next call uses again. */
  float[] contrast(Particles particles) {
    paint(particles);
    float perParticle = (float) ((double) n * n * n / particles.count());
    workers.forEach(
        n,
        (x, worker) -> {
          for (int i = transform.at(x, 0, 0); i < transform.at(x + 1, 0, 0); i++) {
            mesh[i] = perParticle * mesh[i] - 1;
          }
        });
    return mesh;
  }

  /**
   * Adds a factor times minus the gradient of the potential to the momenta.
   *
   * @param green factor of each mode: -1/k^2 in cells, times the response of neutrinos
   */
  void kick(Particles particles, RadialFilter green, float factor) {
    transform.convolve(contrast(particles), green);
    workers.forEach(n, (x, worker) -> differentiate(x));
    workers.forEach(
        Particles.PIECES,
        (piece, worker) ->
            push(particles, factor, particles.first(piece), particles.first(piece + 1)));
  }

  private void paint(Particles particles) {
    int owners = workers.count();
    workers.forEach(
        owners, (owner, worker) -> paint(particles, n * owner / owners, n * (owner + 1) / owners));
  }

  /** Paints the planes of x from one to before another. */
  private void paint(Particles particles, int from, int to) {
    Arrays.fill(mesh, transform.at(from, 0, 0), transform.at(to, 0, 0), 0);
    float[] px = particles.position[0];
    float[] py = particles.position[1];
    float[] pz = particles.position[2];
    for (int i = 0; i < px.length; i++) {
      int x = (int) px[i];
      int nextX = x + 1 == n ? 0 : x + 1;
      boolean here = x >= from && x < to;
      boolean there = nextX >= from && nextX < to;
      if (!here && !there) {
        continue;
      }
      int y = (int) py[i];
      int z = (int) pz[i];
      int nextY = y + 1 == n ? 0 : y + 1;
      int nextZ = z + 1 == n ? 0 : z + 1;
      float fx = px[i] - x;
      float fy = py[i] - y;
      float fz = pz[i] - z;
      if (here) {
        float w = 1 - fx;
        mesh[(x * n + y) * row + z] += w * (1 - fy) * (1 - fz);
        mesh[(x * n + y) * row + nextZ] += w * (1 - fy) * fz;
        mesh[(x * n + nextY) * row + z] += w * fy * (1 - fz);
        mesh[(x * n + nextY) * row + nextZ] += w * fy * fz;
      }
      if (there) {
        mesh[(nextX * n + y) * row + z] += fx * (1 - fy) * (1 - fz);
        mesh[(nextX * n + y) * row + nextZ] += fx * (1 - fy) * fz;
        mesh[(nextX * n + nextY) * row + z] += fx * fy * (1 - fz);
        mesh[(nextX * n + nextY) * row + nextZ] += fx * fy * fz;
      }
    }
  }

  /** Gradient in one plane by sixth-order central differences. */
  private void differentiate(int x) {
    float[] out = gradient[x];
    for (int y = 0; y < n; y++) {
      int here = (x * n + y) * row;
      int xp1 = (shift(x, 1) * n + y) * row;
      int xp2 = (shift(x, 2) * n + y) * row;
      int xp3 = (shift(x, 3) * n + y) * row;
      int xm1 = (shift(x, -1) * n + y) * row;
      int xm2 = (shift(x, -2) * n + y) * row;
      int xm3 = (shift(x, -3) * n + y) * row;
      int yp1 = (x * n + shift(y, 1)) * row;
      int yp2 = (x * n + shift(y, 2)) * row;
      int yp3 = (x * n + shift(y, 3)) * row;
      int ym1 = (x * n + shift(y, -1)) * row;
      int ym2 = (x * n + shift(y, -2)) * row;
      int ym3 = (x * n + shift(y, -3)) * row;
      int to = 3 * y * n;
      for (int z = 0; z < n; z++) {
        out[to + 3 * z] =
            difference(
                mesh[xp1 + z] - mesh[xm1 + z],
                mesh[xp2 + z] - mesh[xm2 + z],
                mesh[xp3 + z] - mesh[xm3 + z]);
        out[to + 3 * z + 1] =
            difference(
                mesh[yp1 + z] - mesh[ym1 + z],
                mesh[yp2 + z] - mesh[ym2 + z],
                mesh[yp3 + z] - mesh[ym3 + z]);
        out[to + 3 * z + 2] =
            difference(
                mesh[here + shift(z, 1)] - mesh[here + shift(z, -1)],
                mesh[here + shift(z, 2)] - mesh[here + shift(z, -2)],
                mesh[here + shift(z, 3)] - mesh[here + shift(z, -3)]);
      }
    }
  }

  private static float difference(float one, float two, float three) {
    return 0.75f * one - 0.15f * two + three / 60;
  }

  private int shift(int index, int by) {
    int moved = index + by;
    return moved < 0 ? moved + n : moved >= n ? moved - n : moved;
  }

  private void push(Particles particles, float factor, int from, int to) {
    float[] px = particles.position[0];
    float[] py = particles.position[1];
    float[] pz = particles.position[2];
    float[] vx = particles.momentum[0];
    float[] vy = particles.momentum[1];
    float[] vz = particles.momentum[2];
    for (int i = from; i < to; i++) {
      int x = (int) px[i];
      int y = (int) py[i];
      int z = (int) pz[i];
      float fx = px[i] - x;
      float fy = py[i] - y;
      float fz = pz[i] - z;
      float[] low = gradient[x];
      float[] high = gradient[x + 1 == n ? 0 : x + 1];
      int nextY = y + 1 == n ? 0 : y + 1;
      int nextZ = z + 1 == n ? 0 : z + 1;
      int a = 3 * (y * n + z);
      int b = 3 * (y * n + nextZ);
      int c = 3 * (nextY * n + z);
      int d = 3 * (nextY * n + nextZ);
      float wa = (1 - fy) * (1 - fz);
      float wb = (1 - fy) * fz;
      float wc = fy * (1 - fz);
      float wd = fy * fz;
      float gx = 1 - fx;
      vx[i] -=
          factor
              * (gx * (wa * low[a] + wb * low[b] + wc * low[c] + wd * low[d])
                  + fx * (wa * high[a] + wb * high[b] + wc * high[c] + wd * high[d]));
      vy[i] -=
          factor
              * (gx * (wa * low[a + 1] + wb * low[b + 1] + wc * low[c + 1] + wd * low[d + 1])
                  + fx
                      * (wa * high[a + 1]
                          + wb * high[b + 1]
                          + wc * high[c + 1]
                          + wd * high[d + 1]));
      vz[i] -=
          factor
              * (gx * (wa * low[a + 2] + wb * low[b + 2] + wc * low[c + 2] + wd * low[d + 2])
                  + fx
                      * (wa * high[a + 2]
                          + wb * high[b + 2]
                          + wc * high[c + 2]
                          + wd * high[d + 2]));
    }
  }
}
