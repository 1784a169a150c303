package nustream.lensing.physics.boltzmann;

/** Baryons as a fluid with pressure (MB95 section 5.5). Two variables: delta_b, theta_b. */
final class Baryons {
  private final int delta;
  private final int theta;
  private final double density;

  /**
   * @param offset position of delta_b in the state, theta_b follows
   * @param densityToday 8 pi G rho_b today, 1/Mpc^2
   */
  Baryons(int offset, double densityToday) {
    this.delta = offset;
    this.theta = offset + 1;
    this.density = densityToday;
  }

  /** 8 pi G a^2 rho_b. */
  double density(Epoch epoch) {
    return density / epoch.a;
  }

  double contrast(double[] y) {
    return y[delta];
  }

  double velocityDivergence(double[] y) {
    return y[theta];
  }

  void addStressEnergy(double[] y, Epoch epoch, Metric metric) {
    double density = density(epoch);
    metric.densityPerturbation += density * y[delta];
    metric.momentumDivergence += density * y[theta];
  }

  /** MB95 eq. (67), first line; the second, with Thomson drag, is the coupling's. */
  void evolveDensity(double[] y, Metric metric, double[] slopes) {
    slopes[delta] = -y[theta] - 0.5 * metric.traceSlope;
  }

  double densitySlope(double[] slopes) {
    return slopes[delta];
  }

  void setVelocitySlope(double[] slopes, double value) {
    slopes[theta] = value;
  }

  /** -aH theta_b + c_s^2 k^2 delta_b: MB95 eq. (67), second line, without drag. */
  double freeAcceleration(double[] y, Epoch epoch, double k) {
    return -epoch.hubble * y[theta] + epoch.soundSpeed2 * k * k * y[delta];
  }
}
