package nustream.lensing.physics.lightcone;

import java.util.ArrayList;
import java.util.List;
import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Constants;

/**
 * A slab of the light cone, projected as it is when light crosses its middle.
 *
 * @param near comoving distance of its near side, Mpc/h
 * @param far comoving distance of its far side, Mpc/h
 * @param scaleFactor when light from its middle left
 */
record LensPlane(double near, double far, double scaleFactor) {
  private static final double HUBBLE = Constants.HUBBLE_DISTANCE_MPC_PER_H;

  /** Comoving distance of its middle, Mpc/h. */
  double distance() {
    return (near + far) / 2;
  }

  /** The planes that cover the distance to a redshift, nearest first. */
  static List<LensPlane> covering(Background background, BoxSettings box, double redshift) {
    double h = background.cosmology().h();
    double source = background.comovingDistance(redshift) * h;
    double slab = box.slabMpcPerH();
    List<LensPlane> planes = new ArrayList<>();
    for (int i = 0; i * slab < source; i++) {
      double middle = (i + 0.5) * slab;
      double a = 1 / (1 + background.redshiftAt(middle / h));
      planes.add(new LensPlane(i * slab, (i + 1) * slab, a));
    }
    return planes;
  }

  /**
   * Convergence per contrast of the plane, Int (3/2) Omega (H0/c)^2 (1 + z) chi (1 - chi/chi_s)
   * dchi over the part before the source, by Simpson's rule.
   *
   * @param omega density of what the contrast is of, in units of the critical density today
   * @param source comoving distance of the sources, Mpc/h
   */
  double weight(Background background, double omega, double source) {
    double end = Math.min(far, source);
    if (end <= near) {
      return 0;
    }
    int intervals = 32;
    double sum = 0;
    for (int i = 0; i <= intervals; i++) {
      double chi = near + (end - near) * i / intervals;
      int coefficient = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
      sum += coefficient * efficiency(background, chi, source);
    }
    return 1.5 * omega / (HUBBLE * HUBBLE) * sum * (end - near) / (3 * intervals);
  }

  private static double efficiency(Background background, double chi, double source) {
    double z = background.redshiftAt(chi / background.cosmology().h());
    return (1 + z) * chi * (1 - chi / source);
  }
}
