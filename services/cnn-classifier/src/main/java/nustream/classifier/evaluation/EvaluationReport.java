package nustream.classifier.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nustream.classifier.model.DetectionTask;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.recipe.MapKind;

/** How good a network is, in numbers. */
public final class EvaluationReport {
  /** Two-sided 95 % of a normal distribution. */
  private static final double Z95 = 1.959964;

  private static final int ROC_POINTS = 101;

  private final DetectionTask task;
  private final TestLogits logits;
  private final GaussianBound bound;
  private final double optimalAccuracy;

  EvaluationReport(
      DetectionTask task, TestLogits logits, GaussianBound bound, double optimalAccuracy) {
    this.task = task;
    this.logits = logits;
    this.bound = bound;
    this.optimalAccuracy = optimalAccuracy;
  }

  /** Test maps of both classes together. */
  public int maps() {
    return 2 * logits.network()[0].length;
  }

  public double accuracy() {
    return Ranking.accuracy(logits.network()[0], logits.network()[1]);
  }

  /** Standard error of the accuracy. */
  public double accuracyError() {
    double p = accuracy();
    return Math.sqrt(p * (1 - p) / maps());
  }

  /** Wilson's 95 % interval of the accuracy (1927). */
  public double[] accuracyInterval() {
    double n = maps();
    double p = accuracy();
    double centre = (p + Z95 * Z95 / (2 * n)) / (1 + Z95 * Z95 / n);
    double half = Z95 / (1 + Z95 * Z95 / n) * Math.sqrt(p * (1 - p) / n + Z95 * Z95 / (4 * n * n));
    return new double[] {centre - half, centre + half};
  }

  public double area() {
    return Ranking.area(logits.network()[0], logits.network()[1]);
  }

  /** Exact accuracy of the best possible classifier of Gaussian maps with these spectra. */
  public double optimalAccuracy() {
    return optimalAccuracy;
  }

  /** Accuracy of the log-likelihood ratio of Gaussian fields on the same maps. */
  public double ratioAccuracy() {
    return Ranking.accuracy(logits.ratio()[0], logits.ratio()[1]);
  }

  public double powerSpectrumAccuracy() {
    return Ranking.accuracy(logits.powerSpectrum()[0], logits.powerSpectrum()[1]);
  }

  /** d' of the network's logits. */
  public double separation() {
    return Ranking.separation(logits.network()[0], logits.network()[1]);
  }

  /** The network's d' over that of the best classifier of Gaussian maps; 0 if there is nothing. */
  public double shareOfSeparation() {
    return bound.dPrime() > 0 ? separation() / bound.dPrime() : 0;
  }

  /**
   * Slope of the Gaussian log-likelihood ratio on the network's logit: 1 for a calibrated network
   * that sees all there is.
   */
  public double calibrationSlope() {
    double[] x = both(logits.network());
    double[] y = both(logits.ratio());
    double meanX = Ranking.mean(x);
    double meanY = Ranking.mean(y);
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < x.length; i++) {
      covariance += (x[i] - meanX) * (y[i] - meanY);
      variance += (x[i] - meanX) * (x[i] - meanX);
    }
    return covariance / variance;
  }

  private static double[] both(double[][] values) {
    double[] all = Arrays.copyOf(values[0], values[0].length + values[1].length);
    System.arraycopy(values[1], 0, all, values[0].length, values[1].length);
    return all;
  }

  /** Points (rate of false alarms, rate of detections) from (0, 0) to (1, 1). */
  public double[][] curve() {
    double[] alarms = logits.network()[0].clone();
    double[] detections = logits.network()[1].clone();
    Arrays.sort(alarms);
    Arrays.sort(detections);
    double[][] points = new double[ROC_POINTS][2];
    for (int i = 0; i < ROC_POINTS; i++) {
      int above = (int) Math.round((double) i / (ROC_POINTS - 1) * alarms.length);
      double threshold =
          above == 0
              ? Double.POSITIVE_INFINITY
              : above == alarms.length ? Double.NEGATIVE_INFINITY : alarms[alarms.length - above];
      points[i][0] = (double) above / alarms.length;
      points[i][1] =
          (double) Arrays.stream(detections).filter(x -> x >= threshold).count()
              / detections.length;
    }
    return points;
  }

  /** The numbers of a card. */
  public Map<String, Double> metrics() {
    Map<String, Double> m = new LinkedHashMap<>();
    m.put("maps", (double) maps());
    m.put("accuracy", accuracy());
    m.put("accuracy_error", accuracyError());
    m.put("accuracy_low_95", accuracyInterval()[0]);
    m.put("accuracy_high_95", accuracyInterval()[1]);
    m.put("auc", area());
    m.put("cross_entropy", Ranking.crossEntropy(logits.network()[0], logits.network()[1]));
    m.put("d_prime", separation());
    m.put("optimal_accuracy", optimalAccuracy);
    m.put("optimal_auc", bound.areaUnderCurve());
    m.put("optimal_cross_entropy", bound.crossEntropy());
    m.put("optimal_d_prime", bound.dPrime());
    m.put("likelihood_ratio_accuracy", ratioAccuracy());
    m.put("share_of_d_prime", shareOfSeparation());
    m.put("power_spectrum_accuracy", powerSpectrumAccuracy());
    m.put("power_spectrum_auc", Ranking.area(logits.powerSpectrum()[0], logits.powerSpectrum()[1]));
    m.put("calibration_slope", calibrationSlope());
    m.put("mean_logit_massive", Ranking.mean(logits.network()[1]));
    for (int label = 0; label < 2; label++) {
      String name = label == 0 ? "massless" : "massive";
      double truth = label * task.massEv();
      double[] masses = logits.masses()[label];
      m.put("mass_mean_" + name + "_ev", Ranking.mean(masses));
      m.put("mass_rms_error_" + name + "_ev", rms(masses, truth));
      m.put("mass_claimed_error_" + name + "_ev", Ranking.mean(logits.massErrors()[label]));
    }
    return m;
  }

  private static double rms(double[] values, double truth) {
    return Math.sqrt(
        Arrays.stream(values).map(x -> (x - truth) * (x - truth)).average().orElseThrow());
  }

  /** Everything, for a report. */
  public Map<String, Object> describe() {
    Map<String, Object> all = new LinkedHashMap<>(metrics());
    all.put("bound_is_exact", task.kind() == MapKind.GAUSSIAN);
    Map<String, Object> confusion = new LinkedHashMap<>();
    double[][] network = logits.network();
    long falseAlarms = Arrays.stream(network[0]).filter(x -> x > 0).count();
    long detections = Arrays.stream(network[1]).filter(x -> x > 0).count();
    confusion.put("massless_as_massless", network[0].length - falseAlarms);
    confusion.put("massless_as_massive", falseAlarms);
    confusion.put("massive_as_massless", network[1].length - detections);
    confusion.put("massive_as_massive", detections);
    all.put("confusion", confusion);
    List<double[]> points = new ArrayList<>(Arrays.asList(curve()));
    all.put("roc", points);
    return all;
  }
}
