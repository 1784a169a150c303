package nustream.lensing.physics.boltzmann;

/**
 * Photons with polarisation (MB95 section 5.4): intensity moments F_l, of which F_0 = delta, k F_1
 * = 4/3 theta, F_2 = 2 sigma, and polarisation moments G_l.
 */
final class Photons {
  private final int intensity;
  private final int polarisation;
  private final AbsorbingHierarchy intensityMoments;
  private final AbsorbingHierarchy polarisationMoments;
  private final double density;

  /**
   * @param offset position of F_0 in the state; G_0 follows after the last F
   * @param densityToday 8 pi G rho_gamma today, 1/Mpc^2
   */
  Photons(int offset, Precision precision, double densityToday) {
    intensity = offset;
    polarisation = offset + precision.photonMoments() + 1;
    intensityMoments = new AbsorbingHierarchy(precision.photonMoments());
    polarisationMoments = new AbsorbingHierarchy(precision.polarisationMoments());
    density = densityToday;
  }

  int size() {
    return intensityMoments.size() + polarisationMoments.size();
  }

  /** 8 pi G a^2 rho_gamma. */
  double density(Epoch epoch) {
    return density / (epoch.a * epoch.a);
  }

  double contrast(double[] y) {
    return y[intensity];
  }

  double velocityDivergence(double[] y, double k) {
    return 0.75 * k * y[intensity + 1];
  }

  void start(double[] y, double k, double contrast, double velocityDivergence) {
    y[intensity] = contrast;
    y[intensity + 1] = velocityDivergence / (0.75 * k);
  }

  void addStressEnergy(double[] y, Epoch epoch, double k, Metric metric) {
    double density = density(epoch);
    metric.densityPerturbation += density * y[intensity];
    metric.momentumDivergence += density * k * y[intensity + 1];
  }

  /** MB95 eq. (63), first line; returns delta_gamma'. */
  double evolveDensity(double[] y, double k, Metric metric, double[] slopes) {
    slopes[intensity] = -k * y[intensity + 1] - 2.0 / 3 * metric.traceSlope;
    return slopes[intensity];
  }

  void setVelocitySlope(double[] slopes, double k, double value) {
    slopes[intensity + 1] = value / (0.75 * k);
  }

  /** While coupled tightly, every higher moment follows from the lower ones and stays untouched. */
  void holdHigherMoments(double[] slopes) {
    java.util.Arrays.fill(slopes, intensity + 2, intensity + size(), 0);
  }

  /** Quadrupole and polarisation on leaving the tight coupling (their stationary values). */
  void release(double[] y, double shear) {
    y[intensity + 2] = 2 * shear;
    y[polarisation] = 1.25 * y[intensity + 2];
    y[polarisation + 2] = 0.25 * y[intensity + 2];
  }

  /** k^2 (delta_gamma/4 - sigma_gamma), with the shear of the hierarchy. */
  double pressureAcceleration(double[] y, double k) {
    return k * k * (0.25 * y[intensity] - 0.5 * y[intensity + 2]);
  }

  /** MB95 eq. (63) for l >= 2 and eq. (64). */
  void evolveHigherMoments(double[] y, Epoch epoch, double k, Metric metric, double[] slopes) {
    double opacity = epoch.opacity;
    double f2 = y[intensity + 2];
    double g0 = y[polarisation];
    double g2 = y[polarisation + 2];
    double source = f2 + g0 + g2;
    intensityMoments.stream(y, slopes, intensity, 3, k, epoch.tau, opacity);
    slopes[intensity + 2] =
        0.4 * k * y[intensity + 1]
            - 0.6 * k * y[intensity + 3]
            + 8.0 / 15 * metric.shearSlope()
            - 0.9 * opacity * f2
            + 0.1 * opacity * (g0 + g2);
    polarisationMoments.stream(y, slopes, polarisation, 1, k, epoch.tau, opacity);
    slopes[polarisation] = -k * y[polarisation + 1] + opacity * (0.5 * source - g0);
    slopes[polarisation + 2] += 0.1 * opacity * source;
  }
}
