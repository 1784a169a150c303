package nustream.lensing.physics.limber;

import java.util.List;
import nustream.lensing.physics.background.Background;

/** The weight W(chi) with which matter at a distance contributes to the convergence of sources. */
final class LensingEfficiency {
  private final double prefactor;
  private final double[] distance;
  private final double[] share;

  LensingEfficiency(Background background, Sources sources) {
    double hubble0 = background.cosmology().hubblePerMpc();
    prefactor = 1.5 * background.cosmology().omegaMatter() * hubble0 * hubble0;
    List<Sources.Plane> planes = sources.planes();
    distance = new double[planes.size()];
    share = new double[planes.size()];
    for (int i = 0; i < distance.length; i++) {
      distance[i] = background.comovingDistance(planes.get(i).redshift());
      share[i] = planes.get(i).weight();
    }
  }

  /** W in 1/Mpc at comoving distance chi (Mpc). */
  double at(double chi, double redshift) {
    double geometry = 0;
    for (int i = 0; i < distance.length; i++) {
      geometry += share[i] * Math.max(0, 1 - chi / distance[i]);
    }
    return prefactor * (1 + redshift) * chi * geometry;
  }
}
