package nustream.lensing.physics.field;

import nustream.lensing.physics.limber.AngularSpectrum;

/**
 * Lognormal field kappa = lambda [exp(x - var/2) - 1] of a Gaussian field x whose correlation is
 * xi_G = ln(1 + xi/lambda^2) (Coles and Jones 1991; Hilbert et al. 2011), so that kappa has the
 * wanted spectrum exactly on the periodic grid, and never falls below -lambda.
 *
 * <p>The mode l = 0 has the power at half the fundamental, and the variance is that of theory: with
 * a mode of 0, or the variance of each map, the mean of ln(1 + kappa/lambda) would be a noiseless
 * label of the cosmology.
 */
final class LognormalField implements SignalField {
  private final GaussianField logarithm;
  private final double shift;
  private final double halfVariance;

  /**
   * @param shift lambda, positive
   * @throws IllegalArgumentException if no lognormal field has this spectrum with this shift
   */
  LognormalField(MapGeometry geometry, AngularSpectrum spectrum, double shift) {
    if (!(shift > 0 && shift <= 10)) {
      throw new IllegalArgumentException(
          "lognormal shift = " + shift + " is not allowed: above 0, at most 10");
    }
    this.shift = shift;
    double pixelArea = geometry.pixel() * geometry.pixel();
    HartleyTransform transform = new HartleyTransform(geometry.pixels());
    double[] work =
        ModeGrid.of(geometry, spectrum, spectrum.at(Math.max(1, geometry.fundamental() / 2)));
    for (int i = 0; i < work.length; i++) {
      work[i] /= pixelArea;
    }
    // The spectrum is even, so that its Hartley and Fourier transforms are the same.
    transform.inverse(work);
    for (int i = 0; i < work.length; i++) {
      double argument = 1 + work[i] / (shift * shift);
      if (!(argument > 0)) {
        throw new IllegalArgumentException(
            "lognormal shift = "
                + shift
                + " is too small for this spectrum: anticorrelation "
                + work[i]
                + " exceeds its square");
      }
      work[i] = StrictMath.log(argument);
    }
    halfVariance = work[0] / 2;
    transform.forward(work);
    for (int i = 0; i < work.length; i++) {
      // Negative powers appear only where C_l falls steeply at the corner of the grid; no field
      // can have them, and they are below 1e-3 of the variance.
      work[i] = Math.max(0, work[i] * pixelArea);
    }
    logarithm = new GaussianField(geometry, work);
  }

  @Override
  public void draw(CounterNoise noise, HartleyTransform transform, double[] field) {
    logarithm.draw(noise, transform, field);
    for (int i = 0; i < field.length; i++) {
      field[i] = shift * (StrictMath.exp(field[i] - halfVariance) - 1);
    }
  }
}
