package nustream.lensing.physics.boltzmann;

/**
 * Synchronous metric perturbations and the stress-energy that drives them. Densities carry the
 * factor 8 pi G a^2.
 */
final class Metric {
  /** 8 pi G a^2 delta rho. */
  double densityPerturbation;

  /** 8 pi G a^2 (rho + p) theta. */
  double momentumDivergence;

  /** h', the trace. */
  double traceSlope;

  /** eta'. */
  double etaSlope;

  void clear() {
    densityPerturbation = 0;
    momentumDivergence = 0;
  }

  /** Einstein's equations MB95 (21a) and (21b), solved for h' and eta'. */
  void solve(double k, double hubble, double eta) {
    etaSlope = momentumDivergence / (2 * k * k);
    traceSlope = 2 / hubble * (k * k * eta + 0.5 * densityPerturbation);
  }

  /** (h' + 6 eta')/2, the metric shear that drives quadrupoles. */
  double shearSlope() {
    return 0.5 * (traceSlope + 6 * etaSlope);
  }
}
