package nustream.sampler.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import nustream.flavor.physics.LeptonObservables;

/**
 * Accepted sets of parameters with what they predict.
 *
 * @param points 21 standardised coordinates each, without the common scale
 * @param observables in the same order
 */
public record Solutions(List<double[]> points, List<LeptonObservables> observables) {
  public Solutions {
    if (points.size() != observables.size()) {
      throw new IllegalArgumentException(
          points.size() + " points, but observables of " + observables.size());
    }
  }

  public int size() {
    return points.size();
  }

  /** One observable of all, ascending. */
  public double[] sorted(ToDoubleFunction<LeptonObservables> observable) {
    double[] values = observables.stream().mapToDouble(observable).toArray();
    Arrays.sort(values);
    return values;
  }

  /** One phase in degrees of all where it is defined, ascending. */
  public double[] sortedDefined(Function<LeptonObservables, OptionalDouble> phase) {
    return observables.stream()
        .map(phase)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .sorted()
        .toArray();
  }

  /** The first ones, at most so many. */
  public Solutions first(int most) {
    int count = Math.min(most, size());
    return new Solutions(points.subList(0, count), observables.subList(0, count));
  }

  static Solutions joined(List<Solutions> parts) {
    List<double[]> points = new ArrayList<>();
    List<LeptonObservables> observables = new ArrayList<>();
    for (Solutions part : parts) {
      points.addAll(part.points);
      observables.addAll(part.observables);
    }
    return new Solutions(points, observables);
  }
}
