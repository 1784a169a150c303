package nustream.lensing.physics.lightcone;

/** Power spectrum of particles in bins of |k|^2, for tests. */
final class BoxPower {
  private BoxPower() {}

  /**
   * Sums of |delta_k|^2 over the modes of each bin, in (Mpc/h)^3 times the number of modes.
   *
   * @param edges of the bins in k^2 in units of the fundamental squared
   */
  static double[] sums(
      Particles particles, float drift, double side, double[] edges, Workers workers) {
    int n = particles.cells();
    Particles moved = new Particles((int) Math.round(Math.cbrt(particles.count())), n);
    for (int axis = 0; axis < 3; axis++) {
      for (int i = 0; i < particles.count(); i++) {
        float x = particles.position[axis][i] + drift * particles.momentum[axis][i];
        moved.position[axis][i] = Particles.wrap(x, n);
      }
    }
    ParticleMesh mesh = new ParticleMesh(n, workers);
    float[] modes = mesh.contrast(moved);
    mesh.transform().forward(modes);
    float[] window = RadialFilter.sharpening(n, 1);
    double[] sums = new double[edges.length - 1];
    double scale = Math.pow(side, 3) / Math.pow(n, 6);
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        for (int z = 0; z <= n / 2; z++) {
          int kx = Math.min(x, n - x);
          int ky = Math.min(y, n - y);
          int square = kx * kx + ky * ky + z * z;
          for (int bin = 0; bin < sums.length; bin++) {
            if (square >= edges[bin] && square < edges[bin + 1]) {
              int at = mesh.transform().at(x, y, 0) + 2 * z;
              double factor = window[kx] * window[ky] * window[z];
              double power =
                  modes[at] * (double) modes[at] + modes[at + 1] * (double) modes[at + 1];
              sums[bin] += (z == 0 ? 1 : 2) * factor * factor * power * scale;
            }
          }
        }
      }
    }
    return sums;
  }
}
