package nustream.lensing.physics.bound;

import java.util.Optional;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.limber.AngularSpectrum;

/**
 * The independent real modes of a periodic map under two hypotheses: for each distinct multipole of
 * the grid, how many modes it has and the ratio of their variances.
 *
 * @param counts modes per distinct multipole
 * @param ratios r = (C_1 + N)/(C_0 + N) of each
 */
public record TwoClassModes(int[] counts, double[] ratios) {

  /**
   * Modes of a square map, all multipoles of its Fourier grid up to a largest one, without l = 0.
   *
   * @param hypothesis0 spectrum of the first class, steradian
   * @param hypothesis1 spectrum of the second class, steradian
   * @param noise shape noise common to both
   * @param largestMultipole modes beyond are not used
   */
  public static TwoClassModes of(
      MapGeometry geometry,
      AngularSpectrum hypothesis0,
      AngularSpectrum hypothesis1,
      Optional<ShapeNoise> noise,
      double largestMultipole) {
    int n = geometry.pixels();
    int half = n / 2;
    int[] bySquare = new int[2 * half * half + 1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int row = Math.min(i, n - i);
        int column = Math.min(j, n - j);
        bySquare[row * row + column * column]++;
      }
    }
    double power = noise.map(ShapeNoise::power).orElse(0.0);
    int[] counts = new int[bySquare.length];
    double[] ratios = new double[bySquare.length];
    int size = 0;
    for (int square = 1; square < bySquare.length; square++) {
      double multipole = geometry.fundamental() * Math.sqrt(square);
      if (bySquare[square] > 0 && multipole <= largestMultipole) {
        counts[size] = bySquare[square];
        ratios[size] = (hypothesis1.at(multipole) + power) / (hypothesis0.at(multipole) + power);
        size++;
      }
    }
    return new TwoClassModes(
        java.util.Arrays.copyOf(counts, size), java.util.Arrays.copyOf(ratios, size));
  }

  public TwoClassModes {
    if (counts.length != ratios.length) {
      throw new IllegalArgumentException(
          counts.length + " counts and " + ratios.length + " ratios are not allowed: as many");
    }
    for (double ratio : ratios) {
      if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "ratio of variances = " + ratio + " is not allowed: positive and finite");
      }
    }
  }

  /** Number of modes. */
  public long modes() {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
