package nustream.lensing.physics.nonlinear;

/**
 * Fourier transform of the halo profile of Navarro, Frenk and White, cut at the virial radius and
 * normalised to 1 at k = 0 (Cooray and Sheth 2002, eq. 81).
 */
final class NfwProfile {
  private final double scaleRadius;
  private final double concentration;
  private final double mass;
  private final double secondMoment;

  /**
   * @param virialRadius Mpc/h
   * @param concentration virial over scale radius
   */
  NfwProfile(double virialRadius, double concentration) {
    double c = concentration;
    this.concentration = c;
    scaleRadius = virialRadius / c;
    mass = Math.log1p(c) - c / (1 + c);
    secondMoment = (0.5 * c * c - 2 * c + 3 * Math.log1p(c) - c / (1 + c)) / mass;
  }

  double at(double k) {
    double inner = k * scaleRadius;
    double virial = inner * concentration;
    if (virial < 0.05) {
      return 1 - inner * inner * secondMoment / 6; // the next order is (k r)^4/120 < 1e-7
    }
    double outer = inner + virial;
    SineIntegrals low = SineIntegrals.at(inner);
    SineIntegrals high = SineIntegrals.at(outer);
    return (Math.cos(inner) * (high.cosine() - low.cosine())
            + Math.sin(inner) * (high.sine() - low.sine())
            - Math.sin(virial) / outer)
        / mass;
  }
}
