package nustream.lensing.physics.nonlinear;

import nustream.lensing.physics.background.Growth;

/**
 * Threshold and overdensity of collapsed spheres, fits of Mead (2017), eqs. (A1) to (A4) and table
 * A1, with the neutrino corrections of Mead et al. (2021).
 *
 * @param threshold linearly extrapolated density contrast at collapse, delta_c
 * @param overdensity of a virialised halo relative to the mean matter, Delta_v
 */
record SphericalCollapse(double threshold, double overdensity) {
  private static final double EINSTEIN_DE_SITTER_THRESHOLD =
      3.0 / 20 * Math.pow(12 * Math.PI, 2.0 / 3);
  private static final double EINSTEIN_DE_SITTER_OVERDENSITY = 18 * Math.PI * Math.PI;

  static SphericalCollapse at(double a, Growth growth, double neutrinoFraction) {
    double x = growth.factor(a) / a;
    double y = growth.accumulated(a) / a;
    double logMatter = Math.log10(growth.omegaMatterAt(a));
    double threshold =
        1
            + polynomial(x, y, -0.0069, -0.0208, 0.0312, 0.0021) * logMatter
            + polynomial(x, y, 0.0001, -0.0647, -0.0417, 0.0646);
    double overdensity =
        1
            + polynomial(x, y, -0.79, -10.17, 2.51, 6.51) * logMatter
            + polynomial(x, y, -1.89, 0.38, 18.8, -15.87) * logMatter * logMatter;
    return new SphericalCollapse(
        threshold * EINSTEIN_DE_SITTER_THRESHOLD * (1 - 0.041 * neutrinoFraction),
        overdensity * EINSTEIN_DE_SITTER_OVERDENSITY * (1 + 0.763 * neutrinoFraction));
  }

  /** Eq. (A3). */
  private static double polynomial(double x, double y, double p0, double p1, double p2, double p3) {
    return p0 + p1 * (1 - x) + p2 * (1 - x) * (1 - x) + p3 * (1 - y);
  }
}
