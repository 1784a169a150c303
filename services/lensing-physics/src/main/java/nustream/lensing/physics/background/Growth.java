package nustream.lensing.physics.background;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Linear growth in a flat universe of matter and a cosmological constant, radiation ignored and
 * massive neutrinos counted as matter:
 *
 * <pre>D(a) = (5/2) Omega_m E(a) Int_0^a da' / (a' E(a'))^3,     E^2 = Omega_m a^-3 + 1 - Omega_m
 * </pre>
 *
 * (Heath 1977). Normalised to D = a in the matter era. Used where a model is defined with it
 * (HMcode's collapse formulae, particle-mesh steps); linear spectra use the full Boltzmann
 * equations.
 */
public final class Growth {
  private final double omegaMatter;
  private final GaussIntegrator rule = new GaussIntegratorFactory().legendre(48, 0, 1);

  public Growth(double omegaMatter) {
    Cosmology.require("omega_m", omegaMatter, 0.01, 1.0);
    this.omegaMatter = omegaMatter;
  }

  /** D(a), with D = a at early times. */
  public double factor(double a) {
    return 2.5 * omegaMatter * expansion(a) * integral(a);
  }

  /** f = dln D/dln a. */
  public double rate(double a) {
    double expansion = expansion(a);
    double slope = -1.5 * omegaMatter / (a * a * a * expansion * expansion);
    return slope + 1 / (a * a * expansion * expansion * expansion * integral(a));
  }

  /** Accumulated growth Int_0^a D(a')/a' da' (Mead 2017, eq. A5). */
  public double accumulated(double a) {
    return rule.integrate(u -> factor(a * u) / u);
  }

  /** Omega_m(a) of this universe. */
  public double omegaMatterAt(double a) {
    double expansion = expansion(a);
    return omegaMatter / (a * a * a * expansion * expansion);
  }

  private double expansion(double a) {
    return Math.sqrt(omegaMatter / (a * a * a) + 1 - omegaMatter);
  }

  /** Int_0^a da/(aE)^3 with a' = a u^2, which makes the integrand smooth at 0. */
  private double integral(double a) {
    return rule.integrate(
        u -> {
          double b = a * u * u;
          double cube = Math.pow(omegaMatter / b + (1 - omegaMatter) * b * b, -1.5);
          return 2 * a * u * cube;
        });
  }
}
