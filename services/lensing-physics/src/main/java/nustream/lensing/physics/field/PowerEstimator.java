package nustream.lensing.physics.field;

/**
 * Binned power spectrum of maps, C = mean of H^2 p^2/N^2 over the modes of a bin, and of what the
 * mean multipole of each bin is. Owned by one thread.
 */
public final class PowerEstimator {
  private final MapGeometry geometry;
  private final MultipoleBins bins;
  private final HartleyTransform transform;
  private final int[] binOfMode;
  private final int[] modes;
  private final double[] meanMultipole;

  public PowerEstimator(MapGeometry geometry, MultipoleBins bins) {
    this.geometry = geometry;
    this.bins = bins;
    transform = new HartleyTransform(geometry.pixels());
    binOfMode = new int[geometry.size()];
    modes = new int[bins.count()];
    meanMultipole = new double[bins.count()];
    int n = geometry.pixels();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double multipole =
            geometry.fundamental() * Math.sqrt(geometry.squareOf(i) + geometry.squareOf(j));
        int bin = bins.binOf(multipole);
        binOfMode[i * n + j] = bin;
        if (bin >= 0) {
          modes[bin]++;
          meanMultipole[bin] += multipole;
        }
      }
    }
    for (int bin = 0; bin < modes.length; bin++) {
      meanMultipole[bin] /= modes[bin];
    }
  }

  /** Real modes in each bin; 0 for a bin too narrow for the grid. */
  public int[] modes() {
    return modes.clone();
  }

  /** Mean multipole of the modes of each bin; NaN for an empty one. */
  public double[] meanMultipoles() {
    return meanMultipole.clone();
  }

  /** Mean power in each bin, steradian; NaN for an empty one. */
  public double[] estimate(ConvergenceMap map) {
    if (!map.geometry().equals(geometry)) {
      throw new IllegalArgumentException(
          "map of " + map.geometry() + " is not allowed: this estimator is for " + geometry);
    }
    double[] values = map.toDoubles();
    transform.forward(values);
    double[] power = new double[bins.count()];
    for (int i = 0; i < values.length; i++) {
      if (binOfMode[i] >= 0) {
        power[binOfMode[i]] += values[i] * values[i];
      }
    }
    double scale = Math.pow(geometry.pixel() / geometry.pixels(), 2);
    for (int bin = 0; bin < power.length; bin++) {
      power[bin] *= scale / modes[bin];
    }
    return power;
  }
}
