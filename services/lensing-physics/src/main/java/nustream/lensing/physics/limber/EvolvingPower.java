package nustream.lensing.physics.limber;

import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.linear.PowerSpectrum;
import nustream.lensing.physics.nonlinear.NonlinearModel;

/**
 * Matter power against wavenumber and redshift: spectra at times uniform in ln a, and a cubic
 * polynomial in ln a through the logarithms of four. Growth is so smooth that 0.05 leaves an error
 * below 1e-5.
 */
final class EvolvingPower {
  private static final double STEP = 0.05;

  private final PowerSpectrum[] spectra;

  EvolvingPower(LinearPower linear, NonlinearModel model, double largestRedshift) {
    int size = Math.max(4, (int) Math.ceil(Math.log1p(largestRedshift) / STEP) + 1);
    spectra = new PowerSpectrum[size];
    for (int i = 0; i < size; i++) {
      spectra[i] = model.evolve(linear.background(), linear.at(Math.expm1(i * STEP)));
    }
  }

  /** P(k, z) in (Mpc/h)^3, k in h/Mpc. */
  double at(double k, double redshift) {
    double position = Math.log1p(redshift) / STEP;
    int i = Math.max(1, Math.min(spectra.length - 3, (int) position));
    double t = position - i;
    double sum =
        -t * (t - 1) * (t - 2) / 6 * Math.log(spectra[i - 1].at(k))
            + (t + 1) * (t - 1) * (t - 2) / 2 * Math.log(spectra[i].at(k))
            - (t + 1) * t * (t - 2) / 2 * Math.log(spectra[i + 1].at(k))
            + (t + 1) * t * (t - 1) / 6 * Math.log(spectra[i + 2].at(k));
    return Math.exp(sum);
  }
}
