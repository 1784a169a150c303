package nustream.learning.tuning.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;

/**
 * How much of the objective's variance over the whole space is due to one parameter alone:
 * functional ANOVA on a random forest (Hutter, Hoos and Leyton-Brown 2014, first order). For each
 * tree V_p / V, V the variance of the tree's prediction over the space with every value equally
 * probable on its own scale, V_p that of its mean over all other parameters; then the mean of the
 * trees. The rest, 1 - sum, is due to parameters together. What a forest of few trials does not see
 * is not in it.
 */
public final class ParameterImportance {
  private static final int TREES = 64;

  /** Complete trials, below which a forest says nothing. */
  static final int LEAST_TRIALS = 10;

  private ParameterImportance() {}

  /**
   * Shares by parameter, the greatest first; of complete trials, and of the parameters that all of
   * them have. Empty when there are fewer than 10 of those trials, or all have the same value.
   */
  public static Map<String, Double> of(StudySnapshot study, long seed) {
    List<TrialRecord> trials = study.trials(TrialState.COMPLETE);
    Map<String, Distribution> space = commonParameters(trials);
    if (trials.size() < LEAST_TRIALS || space.isEmpty()) {
      return Map.of();
    }
    List<ImportanceAxis> axes = space.values().stream().map(ImportanceAxis::of).toList();
    double[][] points = new double[trials.size()][axes.size()];
    double[] values = new double[trials.size()];
    for (int i = 0; i < points.length; i++) {
      int d = 0;
      for (String name : space.keySet()) {
        points[i][d] = axes.get(d).position(trials.get(i).parameters().get(name).internal());
        d++;
      }
      values[i] = trials.get(i).value().orElseThrow();
    }
    double[] shares = shares(points, values, axes, seed);
    List<String> names = new ArrayList<>(space.keySet());
    Map<String, Double> byName = new LinkedHashMap<>();
    names.stream()
        .filter(name -> !Double.isNaN(shares[names.indexOf(name)]))
        .sorted(Comparator.comparingDouble(name -> -shares[names.indexOf(name)]))
        .forEach(name -> byName.put(name, shares[names.indexOf(name)]));
    return byName;
  }

  private static double[] shares(
      double[][] points, double[] values, List<ImportanceAxis> axes, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[] sums = new double[axes.size()];
    int trees = 0;
    for (int t = 0; t < TREES; t++) {
      int[] sample = random.ints(points.length, 0, points.length).toArray();
      RegressionTree tree = new RegressionTree(points, values, sample, axes);
      double variance = tree.variance();
      if (variance > 0) {
        trees++;
        for (int d = 0; d < sums.length; d++) {
          sums[d] += tree.marginalVariance(d) / variance;
        }
      }
    }
    for (int d = 0; d < sums.length; d++) {
      sums[d] /= trees;
    }
    return sums;
  }

  /**
   * The parameters that all trials have, with the first range; values outside count as at its end.
   */
  private static Map<String, Distribution> commonParameters(List<TrialRecord> trials) {
    Map<String, Distribution> space = new TreeMap<>();
    for (TrialRecord trial : trials) {
      trial.parameters().forEach((name, value) -> space.putIfAbsent(name, value.distribution()));
    }
    space
        .keySet()
        .removeIf(name -> !trials.stream().allMatch(t -> t.parameters().containsKey(name)));
    space.values().removeIf(Distribution::single);
    return space;
  }
}
