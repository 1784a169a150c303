package nustream.lensing.physics.boltzmann;

/** Massless neutrinos (MB95 section 5.2): moments N_l with N_0 = delta, k N_1 = 4/3 theta. */
final class MasslessNeutrinos {
  private final int offset;
  private final AbsorbingHierarchy moments;
  private final double density;

  /**
   * @param offset position of N_0 in the state
   * @param last highest moment L
   * @param densityToday 8 pi G rho today, 1/Mpc^2
   */
  MasslessNeutrinos(int offset, int last, double densityToday) {
    this.offset = offset;
    this.moments = new AbsorbingHierarchy(last);
    this.density = densityToday;
  }

  int size() {
    return moments.size();
  }

  void start(double[] y, double k, double contrast, double velocityDivergence, double shear) {
    y[offset] = contrast;
    y[offset + 1] = velocityDivergence / (0.75 * k);
    y[offset + 2] = 2 * shear;
  }

  void addStressEnergy(double[] y, Epoch epoch, double k, Metric metric) {
    double density = this.density / (epoch.a * epoch.a);
    metric.densityPerturbation += density * y[offset];
    metric.momentumDivergence += density * k * y[offset + 1];
  }

  /** MB95 eqs. (49) to (51). */
  void evolve(double[] y, Epoch epoch, double k, Metric metric, double[] slopes) {
    moments.stream(y, slopes, offset, 1, k, epoch.tau, 0);
    slopes[offset] = -k * y[offset + 1] - 2.0 / 3 * metric.traceSlope;
    slopes[offset + 2] += 8.0 / 15 * metric.shearSlope();
  }
}
