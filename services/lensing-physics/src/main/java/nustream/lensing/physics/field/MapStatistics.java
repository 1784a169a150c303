package nustream.lensing.physics.field;

/** Statistics of the pixels of a map. */
public final class MapStatistics {
  private MapStatistics() {}

  /** Variance of the pixels about their mean. */
  public static double variance(ConvergenceMap map) {
    return centralMoment(map, 2);
  }

  /** Skewness of the pixels, third central moment over sigma^3. */
  public static double skewness(ConvergenceMap map) {
    return centralMoment(map, 3) / Math.pow(variance(map), 1.5);
  }

  private static double centralMoment(ConvergenceMap map, int order) {
    double mean = 0;
    for (float pixel : map.pixels()) {
      mean += pixel;
    }
    mean /= map.pixels().length;
    double sum = 0;
    for (float pixel : map.pixels()) {
      double difference = pixel - mean;
      sum += order == 2 ? difference * difference : difference * difference * difference;
    }
    return sum / map.pixels().length;
  }

  /**
   * Probability density of the convergence.
   *
   * @param least lower edge of the first bin
   * @param most upper edge of the last bin
   * @param bins 1 to 100000
   * @return density per bin; what lies outside counts in the total
   */
  public static double[] density(ConvergenceMap map, double least, double most, int bins) {
    double[] density = new double[requireBins(least, most, bins)];
    double width = (most - least) / bins;
    for (float pixel : map.pixels()) {
      if (pixel >= least && pixel < most) {
        density[Math.min(bins - 1, (int) ((pixel - least) / width))]++;
      }
    }
    for (int i = 0; i < bins; i++) {
      density[i] /= map.pixels().length * width;
    }
    return density;
  }

  /**
   * Numbers of peaks by height: pixels above their eight neighbours, the border left out.
   *
   * @param least lower edge of the first bin
   * @param most upper edge of the last bin
   * @param bins 1 to 100000
   */
  public static int[] peaks(ConvergenceMap map, double least, double most, int bins) {
    int[] counts = new int[requireBins(least, most, bins)];
    int n = map.geometry().pixels();
    for (int i = 1; i < n - 1; i++) {
      for (int j = 1; j < n - 1; j++) {
        float height = map.pixels()[i * n + j];
        if (height >= least && height < most && isPeak(map.pixels(), n, i, j)) {
          counts[Math.min(bins - 1, (int) ((height - least) / (most - least) * bins))]++;
        }
      }
    }
    return counts;
  }

  private static boolean isPeak(float[] pixels, int n, int row, int column) {
    float height = pixels[row * n + column];
    for (int i = row - 1; i <= row + 1; i++) {
      for (int j = column - 1; j <= column + 1; j++) {
        if ((i != row || j != column) && pixels[i * n + j] >= height) {
          return false;
        }
      }
    }
    return true;
  }

  private static int requireBins(double least, double most, int bins) {
    if (!(most > least) || bins < 1 || bins > 100_000) {
      throw new IllegalArgumentException(
          bins
              + " bins from "
              + least
              + " to "
              + most
              + " are not allowed: 1 to 100000, of increasing edges");
    }
    return bins;
  }
}
