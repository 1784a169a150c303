package nustream.lensing.physics.bound;

import java.util.Optional;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.HartleyTransform;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.limber.AngularSpectrum;

/**
 * The log-likelihood ratio of a periodic map for two Gaussian fields, the optimal logit:
 *
 * <pre>Lambda = (1/2) Sum_j [a_j^2 (1/C0_j - 1/C1_j) - ln(C1_j/C0_j)]</pre>
 *
 * over the real modes of the grid up to a largest multipole, without l = 0. Owned by one thread.
 */
public final class LikelihoodRatio {
  private final MapGeometry geometry;
  private final HartleyTransform transform;
  private final double[] weight;
  private final double constant;

  /** Arguments as of {@link TwoClassModes#of}. */
  public LikelihoodRatio(
      MapGeometry geometry,
      AngularSpectrum hypothesis0,
      AngularSpectrum hypothesis1,
      Optional<ShapeNoise> noise,
      double largestMultipole) {
    this.geometry = geometry;
    transform = new HartleyTransform(geometry.pixels());
    weight = new double[geometry.size()];
    int n = geometry.pixels();
    double power = noise.map(ShapeNoise::power).orElse(0.0);
    double scale = Math.pow(geometry.pixel() / n, 2);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int row = Math.min(i, n - i);
        int column = Math.min(j, n - j);
        double multipole = geometry.fundamental() * Math.sqrt(row * row + column * column);
        if (multipole > 0 && multipole <= largestMultipole) {
          double c0 = hypothesis0.at(multipole) + power;
          double c1 = hypothesis1.at(multipole) + power;
          weight[i * n + j] = 0.5 * scale * (1 / c0 - 1 / c1);
          sum += 0.5 * Math.log(c1 / c0);
        }
      }
    }
    constant = sum;
  }

  /** Lambda of a map: positive favours hypothesis 1. */
  public double of(ConvergenceMap map) {
    double[] modes = modes(map);
    double sum = -constant;
    for (int i = 0; i < modes.length; i++) {
      sum += weight[i] * modes[i] * modes[i];
    }
    return sum;
  }

  /**
   * Share of each pixel in Lambda + constant, its integrated gradient from the zero map: the pixel
   * times half the gradient, (map) x (map filtered by 1/C0 - 1/C1).
   */
  public double[] attribution(ConvergenceMap map) {
    double[] filtered = modes(map);
    double size = geometry.size();
    for (int i = 0; i < filtered.length; i++) {
      // By Parseval Sum H^2 = N^2 Sum f^2, hence N^2 to get back to pixels.
      filtered[i] *= weight[i] * size;
    }
    transform.inverse(filtered);
    for (int i = 0; i < filtered.length; i++) {
      filtered[i] *= map.pixels()[i];
    }
    return filtered;
  }

  private double[] modes(ConvergenceMap map) {
    if (!map.geometry().equals(geometry)) {
      throw new IllegalArgumentException(
          "map of " + map.geometry() + " is not allowed: this ratio is for " + geometry);
    }
    double[] modes = map.toDoubles();
    transform.forward(modes);
    return modes;
  }
}
