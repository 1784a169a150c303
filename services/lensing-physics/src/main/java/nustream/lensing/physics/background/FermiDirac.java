package nustream.lensing.physics.background;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Energy density and pressure of a relic neutrino as momentum integrals over the Fermi-Dirac
 * distribution, exact at every time between relativistic and non-relativistic:
 *
 * <pre>
 * rho(y)/rho(0) = I(y)/I(0),        I(y) = Int_0^inf x^2 sqrt(x^2 + y^2) / (e^x + 1) dx,  I(0) = 7 pi^4/120
 * 3p(y)/rho(0)  = J(y)/I(0),        J(y) = Int_0^inf x^4 / sqrt(x^2 + y^2) / (e^x + 1) dx
 * </pre>
 *
 * with y = m a / (k T_nu,0) (Ma and Bertschinger 1995, eq. 52). Integrated piecewise by
 * Gauss-Legendre; the pieces narrow towards x = 0, where the roots have their curvature for small
 * y. Relative error below 1e-10 for all y.
 */
public final class FermiDirac {
  private static final double RELATIVISTIC = 7 * Math.pow(Math.PI, 4) / 120;
  private static final double[] PIECES = {
    0, 1e-3, 1e-2, 0.1, 0.5, 1.5, 3, 5, 8, 12, 18, 26, 36, 50
  };
  private static final GaussIntegrator[] RULES = rules();

  private FermiDirac() {}

  /** Energy density over that of a massless neutrino. */
  public static double energyRatio(double y) {
    double sum = 0;
    for (GaussIntegrator rule : RULES) {
      sum += rule.integrate(x -> x * x * Math.sqrt(x * x + y * y) / (Math.exp(x) + 1));
    }
    return sum / RELATIVISTIC;
  }

  /** Three times the pressure over the energy density of a massless neutrino. */
  public static double pressureRatio(double y) {
    double sum = 0;
    for (GaussIntegrator rule : RULES) {
      sum += rule.integrate(x -> x * x * x * x / Math.sqrt(x * x + y * y) / (Math.exp(x) + 1));
    }
    return sum / RELATIVISTIC;
  }

  private static GaussIntegrator[] rules() {
    GaussIntegratorFactory factory = new GaussIntegratorFactory();
    GaussIntegrator[] rules = new GaussIntegrator[PIECES.length - 1];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = factory.legendre(16, PIECES[i], PIECES[i + 1]);
    }
    return rules;
  }
}
