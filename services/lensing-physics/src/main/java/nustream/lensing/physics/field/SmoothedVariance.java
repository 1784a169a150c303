package nustream.lensing.physics.field;

import nustream.lensing.physics.limber.AngularSpectrum;

/**
 * Variance of a smoothed periodic map from its spectrum, <code>sigma^2 = (1/A) Sum_l C_l exp(-l^2
 * theta^2)</code> over the modes of the grid without l = 0.
 */
public final class SmoothedVariance {
  private SmoothedVariance() {}

  /**
   * @param smoothingArcmin standard deviation theta of the Gaussian filter, 0 for none
   * @param largestMultipole modes beyond are left out
   */
  public static double of(
      AngularSpectrum spectrum,
      MapGeometry geometry,
      double smoothingArcmin,
      double largestMultipole) {
    double theta = Math.toRadians(smoothingArcmin / 60);
    double[] terms =
        ModeGrid.of(
            geometry,
            l -> l > largestMultipole ? 0 : spectrum.at(l) * Math.exp(-l * l * theta * theta),
            0);
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return sum / (geometry.side() * geometry.side());
  }
}
