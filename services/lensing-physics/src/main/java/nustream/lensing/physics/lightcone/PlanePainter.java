package nustream.lensing.physics.lightcone;

import java.util.function.DoubleUnaryOperator;
import nustream.lensing.physics.field.HartleyTransform;

/**
 * Projects the particles of a box onto planes: for each of three directions of view and each slab
 * the contrast of the projected density relative to the mean of the <em>box</em>, so that the mean
 * over all positions of a map is exactly 0 and carries no trace of the cosmology.
 *
 * <p>Planes are divided by the cloud-in-cell window twice, for the painting and for the bilinear
 * interpolation that reads them, and multiplied by the response of neutrinos, an excellent
 * approximation to its three-dimensional form since only waves across the line of sight survive the
 * projection.
 */
final class PlanePainter {
  private final BoxSettings box;
  private final Workers workers;
  private final HartleyTransform[] transforms;
  private final double[][] work;
  private final float[] sharpening;

  PlanePainter(BoxSettings box, Workers workers) {
    this.box = box;
    this.workers = workers;
    int m = box.planeCells();
    transforms = new HartleyTransform[workers.count()];
    work = new double[workers.count()][m * m];
    for (int i = 0; i < transforms.length; i++) {
      transforms[i] = new HartleyTransform(m);
    }
    sharpening = RadialFilter.sharpening(m, 2);
  }

  /**
   * The planes of all directions, [3 x slabs], direction by direction.
   *
   * @param drift the particles are painted where they are after this factor times their momentum
   * @param response of all matter to the cold contrast, against wavenumber in h/Mpc
   */
  float[][] paint(Particles particles, float drift, DoubleUnaryOperator response) {
    int m = box.planeCells();
    float[][] planes = new float[3 * box.slabs()][];
    float[] radial = radial(response);
    workers.forEach(
        planes.length,
        (item, worker) -> {
          float[] plane = new float[m * m];
          paint(particles, drift, item / box.slabs(), item % box.slabs(), plane);
          finish(plane, radial, worker);
          planes[item] = plane;
        });
    return planes;
  }

  private float[] radial(DoubleUnaryOperator response) {
    int half = box.planeCells() / 2;
    float[] table = new float[2 * half * half + 1];
    table[0] = (float) response.applyAsDouble(box.fundamental() / 8);
    for (int i = 1; i < table.length; i++) {
      table[i] = (float) response.applyAsDouble(box.fundamental() * Math.sqrt(i));
    }
    return table;
  }

  private void paint(Particles particles, float drift, int axis, int slab, float[] plane) {
    int m = box.planeCells();
    int cells = particles.cells();
    float scale = (float) m / cells;
    float thickness = (float) cells / box.slabs();
    float[] depth = particles.position[axis];
    float[] depthMomentum = particles.momentum[axis];
    int first = (axis + 1) % 3;
    int second = (axis + 2) % 3;
    float[] pu = particles.position[first];
    float[] pv = particles.position[second];
    float[] mu = particles.momentum[first];
    float[] mv = particles.momentum[second];
    for (int i = 0; i < depth.length; i++) {
      float d = Particles.wrap(depth[i] + drift * depthMomentum[i], cells);
      if (Math.min(box.slabs() - 1, (int) (d / thickness)) != slab) {
        continue;
      }
      float u = Particles.wrap((pu[i] + drift * mu[i]) * scale, m);
      float v = Particles.wrap((pv[i] + drift * mv[i]) * scale, m);
      int x = (int) u;
      int y = (int) v;
      float fx = u - x;
      float fy = v - y;
      int nextX = x + 1 == m ? 0 : x + 1;
      int nextY = y + 1 == m ? 0 : y + 1;
      plane[x * m + y] += (1 - fx) * (1 - fy);
      plane[x * m + nextY] += (1 - fx) * fy;
      plane[nextX * m + y] += fx * (1 - fy);
      plane[nextX * m + nextY] += fx * fy;
    }
  }

  private void finish(float[] plane, float[] radial, int worker) {
    int m = box.planeCells();
    double particles = Math.pow(box.particles(), 3);
    double mean = particles / box.slabs() / ((double) m * m);
    double[] modes = work[worker];
    for (int i = 0; i < modes.length; i++) {
      modes[i] = plane[i] / mean - 1;
    }
    transforms[worker].forward(modes);
    for (int i = 0; i < m; i++) {
      int ki = Math.min(i, m - i);
      for (int j = 0; j < m; j++) {
        int kj = Math.min(j, m - j);
        modes[i * m + j] *= radial[ki * ki + kj * kj] * sharpening[ki] * sharpening[kj];
      }
    }
    transforms[worker].inverse(modes);
    for (int i = 0; i < modes.length; i++) {
      plane[i] = (float) modes[i];
    }
  }
}
