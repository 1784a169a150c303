package nustream.classifier.model;

import nustream.learning.torch.HostTensor;

/**
 * Mean and standard deviation of each feature over maps of both classes, by which features are
 * normalised.
 *
 * @param mean of each feature
 * @param deviation standard deviation of each feature
 */
public record FeatureStatistics(double[] mean, double[] deviation) {
  /** As in the training script: variance that is added, so that constant features stay finite. */
  private static final double TINY = 1e-8;

  public FeatureStatistics {
    if (mean.length != deviation.length) {
      throw new IllegalArgumentException(
          mean.length + " means and " + deviation.length + " deviations, allowed as many");
    }
  }

  /**
   * Statistics of rows of features.
   *
   * @param rows maps x features, row by row
   */
  public static FeatureStatistics of(float[] rows, int features) {
    int maps = rows.length / features;
    double[] mean = new double[features];
    double[] deviation = new double[features];
    for (int i = 0; i < rows.length; i++) {
      mean[i % features] += rows[i] / (double) maps;
    }
    for (int i = 0; i < rows.length; i++) {
      double away = rows[i] - mean[i % features];
      deviation[i % features] += away * away / maps;
    }
    for (int i = 0; i < features; i++) {
      // In single precision, as checkpoints keep them: an interruption must not change a bit.
      mean[i] = (float) mean[i];
      deviation[i] = (float) Math.sqrt(deviation[i]);
    }
    return new FeatureStatistics(mean, deviation);
  }

  /** Statistics that leave features as they are. */
  public static FeatureStatistics none(int features) {
    double[] ones = new double[features];
    java.util.Arrays.fill(ones, 1);
    return new FeatureStatistics(new double[features], ones);
  }

  HostTensor meanTensor() {
    float[] values = new float[mean.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) mean[i];
    }
    return new HostTensor(values, 1, values.length);
  }

  HostTensor scaleTensor() {
    float[] values = new float[mean.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (1 / Math.sqrt(deviation[i] * deviation[i] + TINY));
    }
    return new HostTensor(values, 1, values.length);
  }
}
