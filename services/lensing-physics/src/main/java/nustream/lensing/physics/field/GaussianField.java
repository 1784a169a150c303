package nustream.lensing.physics.field;

import nustream.lensing.physics.limber.AngularSpectrum;

/**
 * Gaussian field on a periodic grid: every Hartley mode is drawn with variance C_l N^2/p^2, p being
 * the pixel side. The mean of a map is 0: it is not observable.
 */
final class GaussianField implements SignalField {
  private final double[] amplitude;

  /**
   * @param power C_l of every mode in steradian, those of the geometry
   */
  GaussianField(MapGeometry geometry, double[] power) {
    double scale = geometry.pixels() / geometry.pixel();
    amplitude = new double[power.length];
    for (int i = 0; i < power.length; i++) {
      amplitude[i] = Math.sqrt(power[i]) * scale;
    }
  }

  static GaussianField of(MapGeometry geometry, AngularSpectrum spectrum) {
    return new GaussianField(geometry, ModeGrid.of(geometry, spectrum, 0));
  }

  @Override
  public void draw(CounterNoise noise, HartleyTransform transform, double[] field) {
    for (int i = 0; i < field.length; i++) {
      field[i] = amplitude[i] * noise.next();
    }
    transform.inverse(field);
  }
}
