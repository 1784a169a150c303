package nustream.classifier.explanation;

/**
 * A Gaussian filter for pictures: single pixels of a noisy map are not what the eye can compare.
 */
final class DisplayBlur {
  /** Where the filter is cut off, in standard deviations. */
  private static final double REACH = 4;

  private DisplayBlur() {}

  /**
   * Smooths a square image, which goes on periodically beyond its edges.
   *
   * @param sigma standard deviation in pixels, 0 for none
   */
  static double[] of(double[] values, int side, double sigma) {
    if (sigma == 0) {
      return values;
    }
    double[] weights = weights(sigma, side);
    return transposed(rows(transposed(rows(values, side, weights), side), side, weights), side);
  }

  /** Weights at distances 0, 1, ...; both sides together sum to 1. */
  private static double[] weights(double sigma, int side) {
    double[] weights = new double[Math.min((int) Math.ceil(REACH * sigma), side / 2) + 1];
    double sum = 0;
    for (int d = 0; d < weights.length; d++) {
      weights[d] = Math.exp(-0.5 * d * d / (sigma * sigma));
      sum += d == 0 ? weights[d] : 2 * weights[d];
    }
    for (int d = 0; d < weights.length; d++) {
      weights[d] /= sum;
    }
    return weights;
  }

  private static double[] rows(double[] values, int side, double[] weights) {
    double[] smooth = new double[values.length];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double sum = weights[0] * values[row * side + column];
        for (int d = 1; d < weights.length; d++) {
          sum += weights[d] * values[row * side + (column + d) % side];
          sum += weights[d] * values[row * side + Math.floorMod(column - d, side)];
        }
        smooth[row * side + column] = sum;
      }
    }
    return smooth;
  }

  private static double[] transposed(double[] values, int side) {
    double[] turned = new double[values.length];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        turned[column * side + row] = values[row * side + column];
      }
    }
    return turned;
  }
}
