package nustream.lensing.physics.lightcone;

import java.util.List;
import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.field.MapGeometry;

/**
 * Convergence in the Born approximation, kappa(theta) = Sum_j w_j delta_j(chi_j theta), along
 * straight lines through lens planes read by bilinear interpolation. A pixel is the mean of a grid
 * of rays no further apart than half an arcminute, so that smaller structures do not alias.
 */
final class BornProjection {
  private static final double RAYS_ARCMIN = 0.5;
  private static final int MOST_RAYS = 16;

  private final BoxSettings box;
  private final MapGeometry field;
  private final List<LensPlane> planes;
  private final double[] weights;
  private final int rays;

  /**
   * @param planes nearest first
   * @param omega density of the matter whose contrast the planes hold
   * @param redshift of the sources
   */
  BornProjection(
      Background background,
      BoxSettings box,
      MapGeometry field,
      List<LensPlane> planes,
      double omega,
      double redshift) {
    this.box = box;
    this.field = field;
    this.planes = planes;
    double source = background.comovingDistance(redshift) * background.cosmology().h();
    weights = planes.stream().mapToDouble(p -> p.weight(background, omega, source)).toArray();
    rays = Math.min(MOST_RAYS, (int) Math.ceil(field.pixelArcmin() / RAYS_ARCMIN - 1e-9));
  }

  /**
   * Pixels of the convergence, row by row.
   *
   * @param slabs contrasts of the planes: [plane][axis x slabs + slab][cell]
   * @param views of the box, one for each of its lengths
   */
  double[] project(float[][][] slabs, BoxView[] views) {
    int fine = field.pixels() * rays;
    double[] kappa = new double[field.size()];
    int[] column = new int[fine];
    float[] columnPart = new float[fine];
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] == 0) {
        continue;
      }
      BoxView view = views[j / box.slabs()];
      int slab = view.slab(j % box.slabs(), box.slabs());
      float[] plane = slabs[j][view.axis() * box.slabs() + slab];
      double cells = planes.get(j).distance() / box.sideMpcPerH() * box.planeCells();
      double weight = weights[j] / ((double) rays * rays);
      for (int i = 0; i < fine; i++) {
        double position = position(i, fine, cells, view.flipSecond(), view.shiftSecond());
        column[i] = (int) position;
        columnPart[i] = (float) (position - column[i]);
      }
      for (int i = 0; i < fine; i++) {
        double position = position(i, fine, cells, view.flipFirst(), view.shiftFirst());
        int row = (int) position;
        add(
            kappa,
            i / rays * field.pixels(),
            plane,
            view.transposed(),
            row,
            (float) (position - row),
            column,
            columnPart,
            weight);
      }
    }
    return kappa;
  }

  /** Position of a ray on the plane, in cells from 0 to below the number of cells. */
  private double position(int ray, int fine, double cellsPerRadian, int sign, double shift) {
    double angle = ((ray + 0.5) / fine - 0.5) * field.side();
    double box01 = sign * angle * cellsPerRadian / box.planeCells() + shift;
    double inside = (box01 - Math.floor(box01)) * box.planeCells();
    return inside < box.planeCells() ? inside : 0;
  }

  private void add(
      double[] kappa,
      int to,
      float[] plane,
      boolean transposed,
      int row,
      float rowPart,
      int[] column,
      float[] columnPart,
      double weight) {
    int m = box.planeCells();
    int nextRow = row + 1 == m ? 0 : row + 1;
    int down = transposed ? 1 : m;
    int along = transposed ? m : 1;
    for (int i = 0; i < column.length; i++) {
      int one = column[i] * along;
      int two = (column[i] + 1 == m ? 0 : column[i] + 1) * along;
      float f = columnPart[i];
      float near = (1 - f) * plane[row * down + one] + f * plane[row * down + two];
      float far = (1 - f) * plane[nextRow * down + one] + f * plane[nextRow * down + two];
      kappa[to + i / rays] += weight * ((1 - rowPart) * near + rowPart * far);
    }
  }
}
