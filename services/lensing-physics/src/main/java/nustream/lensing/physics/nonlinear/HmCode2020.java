package nustream.lensing.physics.nonlinear;

import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Growth;
import nustream.lensing.physics.linear.LinearSpectra;
import nustream.lensing.physics.linear.MatterVariance;
import nustream.lensing.physics.linear.PowerSpectrum;
import org.hipparchus.analysis.interpolation.SplineInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;

/**
 * HMcode-2020 (Mead, Brieden, Troester and Heymans 2021), the augmented halo model, gravity only;
 * equation and table numbers are those of that paper. Variances are of the true cold matter
 * spectrum, where CAMB takes an approximation to it.
 */
final class HmCode2020 {
  /** Mass of the critical density in a cubic Mpc/h, in Msun/h. */
  private static final double CRITICAL_DENSITY = 2.775e11;

  private static final double SMALLEST_MASS = 1;
  private static final double LARGEST_MASS = 1e18;
  private static final int MASSES = 256;
  private static final double FORMATION_MASS_FRACTION = 0.01;
  private static final double LEAST_CONCENTRATION = 5.196;

  // Grid of the one-halo term, which is smooth: 10 points per decade.
  private static final double FIRST_K = 1e-4;
  private static final double LAST_K = 1e3;
  private static final int WAVENUMBERS = 71;

  private final Background background;
  private final Growth growth;
  private final PolynomialSplineFunction scaleFactorOfGrowth;
  private final double earliestGrowth;

  HmCode2020(Background background) {
    this.background = background;
    growth = new Growth(background.cosmology().omegaMatter());
    int points = 200;
    double[] a = new double[points];
    double[] d = new double[points];
    for (int i = 0; i < points; i++) {
      a[i] = Math.pow(10, -3 + 3.0 * i / (points - 1));
      d[i] = growth.factor(a[i]);
    }
    earliestGrowth = d[0];
    scaleFactorOfGrowth = new SplineInterpolator().interpolate(d, a);
  }

  PowerSpectrum evolve(LinearSpectra linear) {
    double a = 1 / (1 + linear.redshift());
    double neutrinos = background.neutrinoFraction();
    ColdVariance variance = new ColdVariance(linear.cold());
    SphericalCollapse collapse = SphericalCollapse.at(a, growth, neutrinos);
    double sigma8 = variance.sigma8();
    double index = variance.index(variance.radiusOf(collapse.threshold()));
    PolynomialSplineFunction lnOneHalo = oneHalo(a, variance, collapse);
    PowerSpectrum wiggles = new AcousticWiggles(background, linear.total());
    double displacement = new MatterVariance(linear.total()).displacementRms();
    double dampingWavenumber = 0.05699 * Math.pow(sigma8, -1.089);
    // Kept in the range that CAMB allows; it matters for extreme amplitudes alone.
    double damping = Math.min(0.99, 0.2696 * Math.pow(sigma8, 0.9403));
    double alpha = Math.max(0.5, Math.min(2, 1.875 * Math.pow(1.603, index)));
    double firstLnK = lnOneHalo.getKnots()[0];
    return k -> {
      double kSigma = k * displacement;
      double dewiggled =
          linear.total().at(k) + Math.expm1(-kSigma * kSigma) * wiggles.at(k); // (15)
      double x = Math.pow(k / dampingWavenumber, 2.853);
      double twoHalo = Math.max(0, dewiggled * (1 - damping * x / (1 + x))); // (16)
      double lnK = Math.log(k);
      if (lnK < firstLnK) {
        return twoHalo;
      }
      double oneHalo = Math.exp(lnOneHalo.value(Math.min(lnK, Math.log(LAST_K))));
      return Math.pow(Math.pow(twoHalo, alpha) + Math.pow(oneHalo, alpha), 1 / alpha); // (23)
    };
  }

  /** ln of the one-halo term, eqs. (8), (17) and (18), against ln k. */
  private PolynomialSplineFunction oneHalo(
      double a, ColdVariance variance, SphericalCollapse collapse) {
    double density = CRITICAL_DENSITY * background.cosmology().omegaMatter();
    double bloating = 0.1281 * Math.pow(variance.sigma8(), -0.3644); // (19)
    double cutoff = 0.05618 * Math.pow(variance.sigma8(), -1.013); // (17)
    double[] mass = new double[MASSES];
    double[] peak = new double[MASSES];
    double[] scale = new double[MASSES];
    NfwProfile[] profile = new NfwProfile[MASSES];
    for (int i = 0; i < MASSES; i++) {
      mass[i] = SMALLEST_MASS * Math.pow(LARGEST_MASS / SMALLEST_MASS, i / (MASSES - 1.0));
      double radius = Math.cbrt(3 * mass[i] / (4 * Math.PI * density));
      peak[i] = collapse.threshold() / variance.sigma(radius);
      scale[i] = Math.pow(peak[i], bloating);
      double earlier = variance.sigma(radius * Math.cbrt(FORMATION_MASS_FRACTION));
      double formation = formationScaleFactor(a, collapse.threshold() / earlier);
      profile[i] =
          new NfwProfile(
              radius / Math.cbrt(collapse.overdensity()),
              LEAST_CONCENTRATION * a / formation); // (20)
    }
    double[] weight = massWeights(mass, peak);
    double cold = 1 - background.neutrinoFraction();
    double[] lnK = new double[WAVENUMBERS];
    double[] lnPower = new double[WAVENUMBERS];
    for (int j = 0; j < WAVENUMBERS; j++) {
      double k = FIRST_K * Math.pow(LAST_K / FIRST_K, j / (WAVENUMBERS - 1.0));
      double sum = 0;
      for (int i = 0; i < MASSES; i++) {
        if (weight[i] > 0) {
          double u = profile[i].at(k * scale[i]);
          sum += weight[i] * u * u;
        }
      }
      double x = Math.pow(k / cutoff, 4);
      lnK[j] = Math.log(k);
      lnPower[j] = Math.log(cold * cold * sum / density * x / (1 + x));
    }
    return new SplineInterpolator().interpolate(lnK, lnPower);
  }

  /** Scale factor at which a halo formed, eq. (21) (Bullock et al. 2001), today at the latest. */
  private double formationScaleFactor(double a, double ratio) {
    if (ratio >= 1) {
      return a;
    }
    double wanted = ratio * growth.factor(a);
    // D = a before the table begins
    return wanted < earliestGrowth ? wanted : Math.min(a, scaleFactorOfGrowth.value(wanted));
  }

  /** Trapezoidal weights M g(nu) dnu of the mass function of Sheth and Tormen (1999), eq. (7). */
  private static double[] massWeights(double[] mass, double[] peak) {
    int n = mass.length;
    double[] weight = new double[n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double q = 0.707 * peak[i] * peak[i];
      double function = 0.21616 * (1 + Math.pow(q, -0.3)) * Math.exp(-q / 2);
      double width = 0.5 * (peak[Math.min(n - 1, i + 1)] - peak[Math.max(0, i - 1)]);
      weight[i] = function * mass[i] * width;
      largest = Math.max(largest, weight[i]);
    }
    for (int i = 0; i < n; i++) {
      // What is not worth a profile: together below 1e-6 of the term at any k of interest.
      weight[i] = weight[i] < 1e-12 * largest ? 0 : weight[i];
    }
    return weight;
  }
}
