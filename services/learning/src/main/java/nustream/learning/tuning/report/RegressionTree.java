package nustream.learning.tuning.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A regression tree (CART: the split with the least squared error, one choice against the others
 * for categories, until a leaf has one value), kept as its leaves: boxes that fill the space, so
 * that integrals over the space are exact sums.
 */
final class RegressionTree {
  /** A leaf: an interval per numeric axis, a set of choices per categorical one. */
  private record Box(double[] low, double[] high, BitSet[] choices, double value) {}

  private record Split(int axis, double at, double error) {}

  private final double[][] points;
  private final double[] values;
  private final List<ImportanceAxis> axes;
  private final List<Box> leaves = new ArrayList<>();

  /**
   * @param points positions by trial and axis
   * @param values of the objective by trial
   * @param sample trials to learn from, with repetitions
   */
  RegressionTree(double[][] points, double[] values, int[] sample, List<ImportanceAxis> axes) {
    this.points = points;
    this.values = values;
    this.axes = axes;
    int d = axes.size();
    BitSet[] all = new BitSet[d];
    for (int i = 0; i < d; i++) {
      all[i] = new BitSet();
      all[i].set(0, axes.get(i).choices());
    }
    double[] high = new double[d];
    Arrays.fill(high, 1);
    grow(sample, new Box(new double[d], high, all, 0));
  }

  private void grow(int[] sample, Box box) {
    Split split = bestSplit(sample);
    if (split == null) {
      double mean = Arrays.stream(sample).mapToDouble(i -> values[i]).average().orElseThrow();
      leaves.add(new Box(box.low, box.high, box.choices, mean));
      return;
    }
    boolean categorical = axes.get(split.axis).categorical();
    double[] high = box.high.clone();
    double[] low = box.low.clone();
    BitSet[] inside = box.choices.clone();
    BitSet[] outside = box.choices.clone();
    if (categorical) {
      inside[split.axis] = new BitSet();
      inside[split.axis].set((int) split.at);
      outside[split.axis] = (BitSet) box.choices[split.axis].clone();
      outside[split.axis].clear((int) split.at);
    } else {
      high[split.axis] = split.at;
      low[split.axis] = split.at;
    }
    int[] first = Arrays.stream(sample).filter(i -> goesFirst(i, split)).toArray();
    int[] second = Arrays.stream(sample).filter(i -> !goesFirst(i, split)).toArray();
    grow(first, new Box(box.low, high, inside, 0));
    grow(second, new Box(low, box.high, outside, 0));
  }

  private boolean goesFirst(int trial, Split split) {
    double position = points[trial][split.axis];
    return axes.get(split.axis).categorical() ? position == split.at : position <= split.at;
  }

  private Split bestSplit(int[] sample) {
    double whole = error(sample);
    if (Arrays.stream(sample).allMatch(i -> values[i] == values[sample[0]])) {
      return null;
    }
    Split best = null;
    for (int axis = 0; axis < axes.size(); axis++) {
      Split split = axes.get(axis).categorical() ? byChoice(sample, axis) : byValue(sample, axis);
      if (split != null && (best == null || split.error < best.error)) {
        best = split;
      }
    }
    return best != null && best.error < whole ? best : null;
  }

  private double error(int[] sample) {
    double mean = Arrays.stream(sample).mapToDouble(i -> values[i]).average().orElse(0);
    return Arrays.stream(sample).mapToDouble(i -> (values[i] - mean) * (values[i] - mean)).sum();
  }

  private Split byValue(int[] sample, int axis) {
    int[] sorted =
        Arrays.stream(sample)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> points[i][axis]))
            .mapToInt(Integer::intValue)
            .toArray();
    double mean = Arrays.stream(sample).mapToDouble(i -> values[i]).average().orElseThrow();
    double squares = error(sample);
    double sumBelow = 0;
    Split best = null;
    for (int cut = 1; cut < sorted.length; cut++) {
      // The squares about the whole mean less what the two means explain; sumAbove = -sumBelow.
      sumBelow += values[sorted[cut - 1]] - mean;
      double below = points[sorted[cut - 1]][axis];
      double above = points[sorted[cut]][axis];
      double error =
          squares - sumBelow * sumBelow / cut - sumBelow * sumBelow / (sorted.length - cut);
      if (below < above && (best == null || error < best.error)) {
        best = new Split(axis, 0.5 * (below + above), error);
      }
    }
    return best;
  }

  private Split byChoice(int[] sample, int axis) {
    TreeSet<Integer> present = new TreeSet<>();
    Arrays.stream(sample).forEach(i -> present.add((int) points[i][axis]));
    Split best = null;
    for (int choice : present) {
      Split split = new Split(axis, choice, 0);
      int[] first = Arrays.stream(sample).filter(i -> goesFirst(i, split)).toArray();
      int[] second = Arrays.stream(sample).filter(i -> !goesFirst(i, split)).toArray();
      double error = error(first) + error(second);
      if (second.length > 0 && (best == null || error < best.error)) {
        best = new Split(axis, choice, error);
      }
    }
    return best;
  }

  /** Share of the axis that a leaf covers. */
  private double width(Box leaf, int axis) {
    ImportanceAxis along = axes.get(axis);
    return along.categorical()
        ? leaf.choices[axis].cardinality() / (double) along.choices()
        : leaf.high[axis] - leaf.low[axis];
  }

  private double volume(Box leaf, int skipped) {
    double volume = 1;
    for (int axis = 0; axis < axes.size(); axis++) {
      volume *= axis == skipped ? 1 : width(leaf, axis);
    }
    return volume;
  }

  private double mean() {
    return leaves.stream().mapToDouble(leaf -> leaf.value * volume(leaf, -1)).sum();
  }

  /** Variance of the prediction over the space. */
  double variance() {
    double mean = mean();
    return leaves.stream()
        .mapToDouble(leaf -> (leaf.value - mean) * (leaf.value - mean) * volume(leaf, -1))
        .sum();
  }

  /** Variance over one axis of the prediction's mean over all others. */
  double marginalVariance(int axis) {
    ImportanceAxis along = axes.get(axis);
    double mean = mean();
    double sum = 0;
    if (along.categorical()) {
      for (int choice = 0; choice < along.choices(); choice++) {
        int here = choice;
        double difference = marginal(axis, leaf -> leaf.choices[axis].get(here)) - mean;
        sum += difference * difference / along.choices();
      }
      return sum;
    }
    TreeSet<Double> edges = new TreeSet<>();
    for (Box leaf : leaves) {
      edges.add(leaf.low[axis]);
      edges.add(leaf.high[axis]);
    }
    double from = edges.first();
    for (double to : edges.tailSet(from, false)) {
      double middle = 0.5 * (from + to);
      double difference =
          marginal(axis, leaf -> leaf.low[axis] <= middle && middle < leaf.high[axis]) - mean;
      sum += difference * difference * (to - from);
      from = to;
    }
    return sum;
  }

  private double marginal(int axis, Predicate<Box> here) {
    return leaves.stream().filter(here).mapToDouble(leaf -> leaf.value * volume(leaf, axis)).sum();
  }
}
