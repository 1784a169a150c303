package nustream.lensing.physics.nonlinear;

import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Growth;
import nustream.lensing.physics.linear.LinearSpectra;
import nustream.lensing.physics.linear.MatterVariance;
import nustream.lensing.physics.linear.PowerSpectrum;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Halofit: Smith et al. (2003) with the coefficients of Takahashi et al. (2012), eqs. (A1) to
 * (A14), and the neutrino terms of Bird (2014) as CAMB and CLASS have them (the factors 0.977 and
 * 47.48 are in no paper). Reproduces CAMB to 0.1 % from the same linear spectrum.
 */
final class Halofit implements PowerSpectrum {
  private static final double SMALLEST_LN_RADIUS = Math.log(1e-4);
  private static final double LARGEST_LN_RADIUS = Math.log(1e2);

  private final PowerSpectrum linear;
  private final double neutrinoFraction;
  private final double matter;
  private final double nonlinearWavenumber;
  private final double index;
  private final double curvature;

  private Halofit(
      PowerSpectrum linear,
      double neutrinoFraction,
      double matter,
      MatterVariance variance,
      double radius) {
    this.linear = linear;
    this.neutrinoFraction = neutrinoFraction;
    this.matter = matter;
    nonlinearWavenumber = 1 / radius;
    // With s_n = Int dln k Delta^2 y^(2n) e^(-y^2): dln s/dln R = -2 s_1/s_0, and
    // d2ln s/dln R^2 = -(dln s/dln R)^2 - 4 (s_1 - s_2)/s_0.
    double[] moments = variance.gaussianMoments(radius);
    double slope = -2 * moments[1] / moments[0];
    index = -3 - slope;
    curvature = slope * slope + 4 * (moments[1] - moments[2]) / moments[0];
  }

  /** Linear power itself where no scale has collapsed yet. */
  static PowerSpectrum evolve(Background background, LinearSpectra spectra) {
    MatterVariance variance = new MatterVariance(spectra.total());
    if (variance.gaussianMoments(Math.exp(SMALLEST_LN_RADIUS))[0] <= 1) {
      return spectra.total();
    }
    double lnRadius =
        new BrentSolver(1e-10)
            .solve(
                100,
                x -> Math.log(variance.gaussianMoments(Math.exp(x))[0]),
                SMALLEST_LN_RADIUS,
                LARGEST_LN_RADIUS);
    double matter =
        new Growth(background.cosmology().omegaMatter())
            .omegaMatterAt(1 / (1 + spectra.redshift()));
    return new Halofit(
        spectra.total(), background.neutrinoFraction(), matter, variance, Math.exp(lnRadius));
  }

  /** Wavenumber of the nonlinear scale, h/Mpc. */
  double nonlinearWavenumber() {
    return nonlinearWavenumber;
  }

  /** Effective spectral index there. */
  double index() {
    return index;
  }

  /** Curvature of the spectrum there. */
  double curvature() {
    return curvature;
  }

  @Override
  public double at(double k) {
    double n = index;
    double c = curvature;
    double n2 = n * n;
    double y = k / nonlinearWavenumber;
    double an =
        Math.pow(
            10,
            1.5222 + 2.8553 * n + 2.3706 * n2 + 0.9903 * n2 * n + 0.2250 * n2 * n2 - 0.6038 * c);
    double bn = Math.pow(10, -0.5642 + 0.5864 * n + 0.5716 * n2 - 1.5474 * c);
    double cn = Math.pow(10, 0.3698 + 2.0404 * n + 0.8161 * n2 + 0.5869 * c);
    double gamma = 0.1971 - 0.0843 * n + 0.8460 * c;
    double alpha = Math.abs(6.0835 + 1.3373 * n - 0.1959 * n2 - 5.5274 * c);
    double beta =
        2.0379
            - 0.7354 * n
            + 0.3157 * n2
            + 1.2490 * n2 * n
            + 0.3980 * n2 * n2
            - 0.1682 * c
            + neutrinoFraction * (1.081 + 0.395 * n2);
    double nu = Math.pow(10, 5.2105 + 3.6902 * n);
    double f1 = Math.pow(matter, -0.0307);
    double f2 = Math.pow(matter, -0.0585);
    double f3 = Math.pow(matter, 0.0743);
    double halo =
        an
            * Math.pow(y, 3 * f1)
            / (1 + bn * Math.pow(y, f2) + Math.pow(cn * f3 * y, 3 - gamma))
            / (1 + nu / (y * y))
            * (1 + 0.977 * neutrinoFraction);
    double delta = k * k * k / (2 * Math.PI * Math.PI) * linear.at(k);
    double enhanced = delta * (1 + 47.48 * neutrinoFraction * k * k / (1 + 1.5 * k * k));
    double quasilinear =
        delta
            * Math.pow(1 + enhanced, beta)
            / (1 + alpha * enhanced)
            * Math.exp(-y / 4 - y * y / 8);
    return (quasilinear + halo) * 2 * Math.PI * Math.PI / (k * k * k);
  }
}
