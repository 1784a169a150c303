package nustream.lensing.physics.limber;

import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.analysis.interpolation.SplineInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;

/**
 * Convergence power spectra of a cosmology by Limber's approximation (LoVerde and Afshordi 2008),
 *
 * <pre>
 * C_l = Int_0^chi_s dchi W^2(chi)/chi^2 P((l + 1/2)/chi, z(chi)),
 * W = (3/2) Omega_m (H0/c)^2 (1 + z) chi Int n(z') (1 - chi/chi') dz'
 * </pre>
 *
 * with the total matter, neutrinos included, in Omega_m and P. In a flat universe; good to 1e-3
 * above l = 20, below which the approximation itself fails. Immutable and thread-safe.
 */
public final class ConvergenceSpectra {
  /** Smallest multipole of a spectrum. */
  public static final double FIRST_MULTIPOLE = 1;

  /** Largest multipole of a spectrum. */
  public static final double LAST_MULTIPOLE = 2e5;

  private static final int MULTIPOLES = 128;

  /** Integration points in sqrt(chi), which crowds them where small scales project. */
  private static final int DISTANCES = 240;

  private final Background background;
  private final EvolvingPower power;
  private final double largestRedshift;

  /**
   * @param largestRedshift of the sources that will be asked for; cost grows with its logarithm
   */
  public ConvergenceSpectra(LinearPower linear, NonlinearModel model, double largestRedshift) {
    this.background = linear.background();
    this.largestRedshift = Sources.plane(largestRedshift).redshift();
    this.power = new EvolvingPower(linear, model, largestRedshift);
  }

  /** Spectrum of the convergence of some sources. */
  public AngularSpectrum of(Sources sources) {
    return cross(sources, sources);
  }

  /** Spectrum between the convergences of two groups of sources. */
  public AngularSpectrum cross(Sources first, Sources second) {
    double nearer = Math.min(requireCovered(first), requireCovered(second));
    double edge = Math.sqrt(background.comovingDistance(nearer));
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(DISTANCES, 0, edge);
    double[] chi = new double[DISTANCES];
    double[] redshift = new double[DISTANCES];
    double[] weight = new double[DISTANCES];
    LensingEfficiency one = new LensingEfficiency(background, first);
    LensingEfficiency two = new LensingEfficiency(background, second);
    for (int i = 0; i < DISTANCES; i++) {
      double root = rule.getPoint(i);
      chi[i] = root * root;
      redshift[i] = background.redshiftAt(chi[i]);
      // dchi = 2 sqrt(chi) dsqrt(chi)
      weight[i] =
          rule.getWeight(i)
              * 2
              * root
              * one.at(chi[i], redshift[i])
              * two.at(chi[i], redshift[i])
              / (chi[i] * chi[i]);
    }
    double[] x = new double[MULTIPOLES];
    double[] y = new double[MULTIPOLES];
    for (int i = 0; i < MULTIPOLES; i++) {
      x[i] =
          Math.log(FIRST_MULTIPOLE)
              + Math.log(LAST_MULTIPOLE / FIRST_MULTIPOLE) * i / (MULTIPOLES - 1);
      y[i] = Math.log(integrate(Math.exp(x[i]), chi, redshift, weight));
    }
    return interpolated(x, y);
  }

  private double requireCovered(Sources sources) {
    if (sources.largestRedshift() > largestRedshift) {
      throw new IllegalArgumentException(
          "source redshift = "
              + sources.largestRedshift()
              + " is not allowed: these spectra reach to "
              + largestRedshift);
    }
    return sources.largestRedshift();
  }

  private double integrate(double multipole, double[] chi, double[] redshift, double[] weight) {
    double h = background.cosmology().h();
    double sum = 0;
    for (int i = 0; i < chi.length; i++) {
      double k = (multipole + 0.5) / chi[i] / h;
      sum += weight[i] * power.at(k, redshift[i]) / (h * h * h);
    }
    return sum;
  }

  private static AngularSpectrum interpolated(double[] lnMultipole, double[] lnPower) {
    PolynomialSplineFunction spline = new SplineInterpolator().interpolate(lnMultipole, lnPower);
    double first = lnMultipole[0];
    double last = lnMultipole[lnMultipole.length - 1];
    return multipole -> {
      double x = Math.log(multipole);
      if (!(x >= first && x <= last)) {
        throw new IllegalArgumentException(
            "multipole = " + multipole + " is not allowed: from 1 to " + Math.exp(last));
      }
      return Math.exp(spline.value(x));
    };
  }
}
