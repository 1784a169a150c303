package nustream.lensing.physics.boltzmann;

/**
 * Numerical settings of the solver, chosen by convergence of P(k) (see DESIGN.md of this package).
 *
 * @param photonMoments highest photon intensity moment
 * @param polarisationMoments highest photon polarisation moment
 * @param masslessMoments highest moment of massless neutrinos
 * @param massiveMoments highest moment of massive neutrinos
 * @param momenta momenta per massive species
 * @param tolerance of the integration, per step
 * @param tightCouplingWave k tau_c at which tight coupling ends; the equations after it are stiff,
 *     and half of this doubles the work at large k
 * @param tightCouplingExpansion aH tau_c at which tight coupling ends at the latest
 */
record Precision(
    int photonMoments,
    int polarisationMoments,
    int masslessMoments,
    int massiveMoments,
    int momenta,
    double tolerance,
    double tightCouplingWave,
    double tightCouplingExpansion) {

  static final Precision STANDARD = new Precision(16, 10, 16, 14, 5, 1e-4, 0.02, 0.008);

  Precision {
    if (Math.min(Math.min(photonMoments, polarisationMoments), massiveMoments) < 6
        || masslessMoments < 6) {
      throw new IllegalArgumentException("hierarchies need at least 6 moments");
    }
  }
}
