package nustream.classifier.training;

import java.util.LinkedHashMap;
import java.util.Map;
import nustream.classifier.model.ClassifierNetwork;
import nustream.learning.torch.HostTensor;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposer;
import org.hipparchus.linear.RealVector;

/**
 * Where the heads start: Fisher's linear discriminant of the features that the random filters give.
 * These are powers in bands of multipoles, so that a training starts about where a classifier on
 * power spectra ends, and goes on from there.
 *
 * <pre>
 * w = S^-1 (mean_1 - mean_0),  d'^2 = w . (mean_1 - mean_0)
 * logit = w . z,  mass = M (1/2 + logit/d'^2),  its deviation M/d'
 * </pre>
 *
 * with S the covariance within the classes of pairs that share phases and noise, for which the
 * difference of the means is known far better than the means are.
 */
final class DiscriminantStart {
  /** Added to the diagonal of S, whose entries are near 1: keeps nearly equal features apart. */
  private static final double RIDGE = 1e-4;

  private DiscriminantStart() {}

  /**
   * Parameters with their heads set.
   *
   * @param class0 normalised features, [map][feature]
   * @param class1 of the massive maps with the same phases and noise, in the same order
   */
  static Map<String, HostTensor> of(
      Map<String, HostTensor> parameters, double massEv, double[][] class0, double[][] class1) {
    int features = class0[0].length;
    double[][] covariance = new double[features][features];
    double[] mean0 = mean(class0);
    double[] mean1 = mean(class1);
    accumulate(covariance, class0, mean0);
    accumulate(covariance, class1, mean1);
    double freedom = 2.0 * class0.length - 2;
    double[] difference = new double[features];
    for (int i = 0; i < features; i++) {
      difference[i] = mean1[i] - mean0[i];
      for (int j = 0; j < features; j++) {
        covariance[i][j] /= freedom;
      }
      covariance[i][i] += RIDGE;
    }
    RealVector delta = new ArrayRealVector(difference);
    // The inverse of an estimated covariance is too large by this much (Hartlap et al. 2007).
    double unbiased = Math.max(0.1, (freedom - features - 1) / freedom);
    RealVector weight =
        new CholeskyDecomposer(1e-14, 0)
            .decompose(new Array2DRowRealMatrix(covariance))
            .solve(delta)
            .mapMultiply(unbiased);
    double square = Math.max(1e-6, weight.dotProduct(delta));
    double middle =
        0.5 * weight.dotProduct(new ArrayRealVector(mean0))
            + 0.5 * weight.dotProduct(new ArrayRealVector(mean1));
    return heads(parameters, weight.toArray(), middle, square, massEv);
  }

  private static Map<String, HostTensor> heads(
      Map<String, HostTensor> parameters,
      double[] weight,
      double middle,
      double square,
      double massEv) {
    double mass = massEv / ClassifierNetwork.MASS_UNIT_EV;
    int features = weight.length;
    float[] linear = new float[ClassifierNetwork.OUTPUTS * features];
    for (int i = 0; i < features; i++) {
      linear[i] = (float) weight[i];
      linear[features + i] = (float) (weight[i] * mass / square);
    }
    float[] bias = {
      (float) -middle,
      (float) (mass * (0.5 - middle / square)),
      (float) Math.log(mass / Math.sqrt(square))
    };
    Map<String, HostTensor> started = new LinkedHashMap<>(parameters);
    started.put("linear_weight", new HostTensor(linear, ClassifierNetwork.OUTPUTS, features));
    started.put("linear_bias", new HostTensor(bias, ClassifierNetwork.OUTPUTS));
    return started;
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    return mean;
  }

  private static void accumulate(double[][] covariance, double[][] rows, double[] mean) {
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        double away = row[i] - mean[i];
        for (int j = 0; j < mean.length; j++) {
          covariance[i][j] += away * (row[j] - mean[j]);
        }
      }
    }
  }
}
