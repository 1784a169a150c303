package nustream.lensing.physics.boltzmann;

/**
 * Exchange of momentum between baryons and photons by Thomson scattering: in full, or to first
 * order in the collision time tau_c = 1/opacity while that is short (MB95 section 5.7).
 */
final class TightCoupling {
  private final Baryons baryons;
  private final Photons photons;
  private final double k;

  TightCoupling(Baryons baryons, Photons photons, double k) {
    this.baryons = baryons;
    this.photons = photons;
    this.k = k;
  }

  /** True while the collision time is short against both the wave and the expansion. */
  static boolean holds(Epoch epoch, double k, Precision precision) {
    return k < precision.tightCouplingWave() * epoch.opacity
        && epoch.hubble < precision.tightCouplingExpansion() * epoch.opacity;
  }

  /** Photon shear to first order: sigma = (16/45) tau_c (theta + (h' + 6 eta')/2), polarised. */
  double shear(double[] y, Epoch epoch, Metric metric) {
    return 16.0 / 45 / epoch.opacity * (photons.velocityDivergence(y, k) + metric.shearSlope());
  }

  /** MB95 eqs. (74) to (76). */
  void evolveTight(double[] y, Epoch epoch, Metric metric, double[] slopes) {
    double ratio = 4 * photons.density(epoch) / (3 * baryons.density(epoch));
    double thetaB = baryons.velocityDivergence(y);
    double thetaG = photons.velocityDivergence(y, k);
    double deltaG = photons.contrast(y);
    double deltaGSlope = photons.evolveDensity(y, k, metric, slopes);
    double free = baryons.freeAcceleration(y, epoch, k);
    double pressure = k * k * (0.25 * deltaG - shear(y, epoch, metric));
    // The slip theta_b' - theta_gamma', eq. (74)
    double slip =
        2 * ratio / (1 + ratio) * epoch.hubble * (thetaB - thetaG)
            + (-epoch.acceleration * thetaB
                    - 0.5 * epoch.hubble * k * k * deltaG
                    + k
                        * k
                        * (epoch.soundSpeed2 * baryons.densitySlope(slopes) - 0.25 * deltaGSlope))
                / (epoch.opacity * (1 + ratio));
    double thetaBSlope = (free + ratio * (pressure + slip)) / (1 + ratio); // eq. (75)
    baryons.setVelocitySlope(slopes, thetaBSlope);
    photons.setVelocitySlope(slopes, k, (free - thetaBSlope) / ratio + pressure); // eq. (76)
    photons.holdHigherMoments(slopes);
  }

  /** MB95 eqs. (63) and (67) with their collision terms. */
  void evolveFull(double[] y, Epoch epoch, Metric metric, double[] slopes) {
    double ratio = 4 * photons.density(epoch) / (3 * baryons.density(epoch));
    double drag =
        epoch.opacity * (photons.velocityDivergence(y, k) - baryons.velocityDivergence(y));
    photons.evolveDensity(y, k, metric, slopes);
    baryons.setVelocitySlope(slopes, baryons.freeAcceleration(y, epoch, k) + ratio * drag);
    photons.setVelocitySlope(slopes, k, photons.pressureAcceleration(y, k) - drag);
    photons.evolveHigherMoments(y, epoch, k, metric, slopes);
  }
}
