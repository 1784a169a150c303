package nustream.lensing.physics.boltzmann;

/**
 * One massive neutrino species (MB95 section 5.3): moments Psi_l of the relative perturbation of
 * the Fermi-Dirac distribution, at a few momenta q (in units of the neutrino temperature).
 */
final class MassiveNeutrinos {
  private final int offset;
  private final MomentumRule rule;
  private final AbsorbingHierarchy moments;
  private final double massOverTemperature;
  private final double density;
  private final double[] energy;

  /**
   * @param offset position of Psi_0 of the first momentum in the state
   * @param last highest moment L
   * @param massOverTemperature m / (k T_nu) today
   * @param relativisticDensityToday 8 pi G rho today, if the species were massless, 1/Mpc^2
   */
  MassiveNeutrinos(
      int offset,
      int last,
      MomentumRule rule,
      double massOverTemperature,
      double relativisticDensityToday) {
    this.offset = offset;
    this.rule = rule;
    this.moments = new AbsorbingHierarchy(last);
    this.massOverTemperature = massOverTemperature;
    this.density = relativisticDensityToday;
    this.energy = new double[rule.size()];
  }

  int size() {
    return rule.size() * moments.size();
  }

  void start(
      double[] y, double a, double k, double contrast, double velocityDivergence, double shear) {
    // MB95 eqs. (97)
    for (int i = 0; i < rule.size(); i++) {
      int psi = offset + i * moments.size();
      double slope = rule.logSlope(i);
      y[psi] = -0.25 * contrast * slope;
      y[psi + 1] = -energy(i, a) / (3 * rule.momentum(i) * k) * velocityDivergence * slope;
      y[psi + 2] = -0.5 * shear * slope;
    }
  }

  private double energy(int i, double a) {
    double q = rule.momentum(i);
    double m = a * massOverTemperature;
    return Math.sqrt(q * q + m * m);
  }

  /** MB95 eqs. (55); returns 8 pi G a^2 delta rho of this species. */
  double addStressEnergy(double[] y, Epoch epoch, double k, Metric metric) {
    double energySum = 0;
    double momentumSum = 0;
    for (int i = 0; i < energy.length; i++) {
      energy[i] = energy(i, epoch.a);
      int psi = offset + i * moments.size();
      energySum += rule.weight(i) * energy[i] * y[psi];
      momentumSum += rule.weight(i) * rule.momentum(i) * y[psi + 1];
    }
    double scale = density / (epoch.a * epoch.a);
    metric.densityPerturbation += scale * energySum;
    metric.momentumDivergence += scale * k * momentumSum;
    return scale * energySum;
  }

  /** MB95 eqs. (56) to (58), with the energies of the last call of addStressEnergy. */
  void evolve(double[] y, Epoch epoch, double k, Metric metric, double[] slopes) {
    for (int i = 0; i < energy.length; i++) {
      int psi = offset + i * moments.size();
      double v = rule.momentum(i) * k / energy[i];
      double slope = rule.logSlope(i);
      moments.stream(y, slopes, psi, 1, v, epoch.tau, 0);
      slopes[psi] = -v * y[psi + 1] + metric.traceSlope / 6 * slope;
      slopes[psi + 2] -= 2.0 / 15 * metric.shearSlope() * slope;
    }
  }
}
