package nustream.sampler.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import nustream.flavor.physics.LeptonObservables;

/** Quantiles of what was not conditioned on, of one sample and against another. */
public final class Comparison {
  /** The quantiles that models are judged by: median and one standard deviation. */
  public static final double[] PROBABILITIES = {0.16, 0.5, 0.84};

  private static final Map<String, ToDoubleFunction<LeptonObservables>> COLUMNS =
      new LinkedHashMap<>();

  static {
    COLUMNS.put("m_lightest_eV", LeptonObservables::lightestEv);
    COLUMNS.put("sum_eV", LeptonObservables::sumEv);
    COLUMNS.put("mee_eV", LeptonObservables::meeEv);
  }

  private Comparison() {}

  /** Quantiles by column and probability. */
  public static Map<String, Map<String, Double>> quantiles(Solutions solutions) {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    COLUMNS.forEach(
        (name, column) -> {
          double[] ascending = solutions.sorted(column);
          Map<String, Double> quantiles = new LinkedHashMap<>();
          for (double probability : PROBABILITIES) {
            quantiles.put(String.valueOf(probability), Statistics.quantile(ascending, probability));
          }
          all.put(name, quantiles);
        });
    return all;
  }

  /** Relative deviations, (found - reference) / reference, by column and probability. */
  public static Map<String, Map<String, Double>> deviations(
      Map<String, Map<String, Double>> found, Map<String, Map<String, Double>> reference) {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    found.forEach(
        (column, quantiles) -> {
          Map<String, Double> deviations = new LinkedHashMap<>();
          quantiles.forEach(
              (probability, value) ->
                  deviations.put(probability, value / reference.get(column).get(probability) - 1));
          all.put(column, deviations);
        });
    return all;
  }

  /** The largest deviation without its sign. */
  public static double worst(Map<String, Map<String, Double>> deviations) {
    return deviations.values().stream()
        .flatMap(quantiles -> quantiles.values().stream())
        .mapToDouble(Math::abs)
        .max()
        .orElseThrow();
  }

  /** Kolmogorov-Smirnov distances of the three phases from uniform. */
  public static Map<String, Double> phaseDistances(Solutions solutions) {
    Map<String, Double> distances = new LinkedHashMap<>();
    distances.put(
        "delta_deg",
        Statistics.distanceFromUniformDeg(solutions.sortedDefined(LeptonObservables::deltaDeg)));
    distances.put(
        "alpha21_deg",
        Statistics.distanceFromUniformDeg(solutions.sortedDefined(LeptonObservables::alpha21Deg)));
    distances.put(
        "alpha31_deg",
        Statistics.distanceFromUniformDeg(solutions.sortedDefined(LeptonObservables::alpha31Deg)));
    return distances;
  }
}
