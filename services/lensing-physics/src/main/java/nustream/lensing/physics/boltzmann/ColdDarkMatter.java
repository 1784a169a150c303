package nustream.lensing.physics.boltzmann;

/** Cold dark matter, at rest in the synchronous gauge (MB95 section 5.1). One variable: delta_c. */
final class ColdDarkMatter {
  private final int delta;
  private final double density;

  /**
   * @param offset position of delta_c in the state
   * @param densityToday 8 pi G rho_c today, 1/Mpc^2
   */
  ColdDarkMatter(int offset, double densityToday) {
    this.delta = offset;
    this.density = densityToday;
  }

  /** 8 pi G a^2 rho_c. */
  double density(Epoch epoch) {
    return density / epoch.a;
  }

  double contrast(double[] y) {
    return y[delta];
  }

  void addStressEnergy(double[] y, Epoch epoch, Metric metric) {
    metric.densityPerturbation += density(epoch) * y[delta];
  }

  /** MB95 eq. (43). */
  void evolve(Metric metric, double[] slopes) {
    slopes[delta] = -0.5 * metric.traceSlope;
  }
}
