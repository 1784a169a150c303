package nustream.classifier.evaluation;

import java.util.Arrays;

/** How well numbers rank two classes. */
public final class Ranking {
  private Ranking() {}

  /**
   * Area under the receiver operating characteristic: the probability that a number of the second
   * class exceeds one of the first, ties counting half (Mann and Whitney 1947).
   */
  public static double area(double[] class0, double[] class1) {
    double[] sorted = class0.clone();
    Arrays.sort(sorted);
    double wins = 0;
    for (double value : class1) {
      int below = lowerBound(sorted, value);
      int equal = below;
      while (equal < sorted.length && sorted[equal] == value) {
        equal++;
      }
      wins += below + 0.5 * (equal - below);
    }
    return wins / class0.length / class1.length;
  }

  private static int lowerBound(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Fraction of numbers on the right side of 0: class 0 below, class 1 above. */
  public static double accuracy(double[] class0, double[] class1) {
    long right = Arrays.stream(class0).filter(x -> x < 0).count();
    right += Arrays.stream(class1).filter(x -> x > 0).count();
    return (double) right / (class0.length + class1.length);
  }

  /** Separation of the means in units of the root mean square of the standard deviations. */
  public static double separation(double[] class0, double[] class1) {
    double difference = mean(class1) - mean(class0);
    return difference / Math.sqrt((variance(class0) + variance(class1)) / 2);
  }

  /** Mean cross-entropy of logits in nats. */
  public static double crossEntropy(double[] class0, double[] class1) {
    double sum = 0;
    for (double logit : class0) {
      sum += softplus(logit);
    }
    for (double logit : class1) {
      sum += softplus(-logit);
    }
    return sum / (class0.length + class1.length);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
  }
}
