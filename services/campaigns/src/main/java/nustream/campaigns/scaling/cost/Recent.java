package nustream.campaigns.scaling.cost;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The newest measurements of one kind. Of each partition as many are kept as are averaged over, so
 * that the newest of all partitions are the same whatever was forgotten before.
 */
final class Recent {
  private static final Comparator<Measurement> NEWEST_FIRST =
      Comparator.comparing(Measurement::place).reversed();

  private static final int MOST_OVER_MEDIAN = 4;

  private final int averagedOver;
  private final SortedMap<Integer, Deque<Measurement>> byPartition = new TreeMap<>();

  /** Of all partitions, newest first; null when it has to be found anew. */
  private List<Measurement> newest;

  Recent(int averagedOver) {
    this.averagedOver = averagedOver;
  }

  /** In the order of offsets within a partition. */
  void add(Measurement measurement) {
    Deque<Measurement> kept =
        byPartition.computeIfAbsent(measurement.place().partition(), none -> new ArrayDeque<>());
    kept.addLast(measurement);
    newest = null;
    if (kept.size() > averagedOver) {
      kept.removeFirst();
    }
  }

  void forgetBefore(int partition, long offset) {
    Deque<Measurement> kept = byPartition.get(partition);
    if (kept == null) {
      return;
    }
    while (!kept.isEmpty() && kept.peekFirst().place().offset() < offset) {
      kept.removeFirst();
      newest = null;
    }
    if (kept.isEmpty()) {
      byPartition.remove(partition);
    }
  }

  boolean isEmpty() {
    return byPartition.isEmpty();
  }

  /** The model that was measured last; not of an empty one. */
  String newestDigest() {
    return newest().get(0).digest();
  }

  /**
   * Seconds of a unit of work, sum t / sum u over the newest measurements: their mean weighted by
   * size, so that a small block with its fixed costs counts as little as it is. One that took more
   * than {@value #MOST_OVER_MEDIAN} times the median per unit counts as so much: a device that hung
   * once must not call for a fleet. Not of an empty one.
   */
  double secondsPerUnit() {
    double most = MOST_OVER_MEDIAN * medianPerUnit();
    double seconds = 0;
    double units = 0;
    for (Measurement measurement : newest()) {
      seconds += Math.min(measurement.seconds(), most * measurement.units());
      units += measurement.units();
    }
    return seconds / units;
  }

  /** Mean seconds of an item, of whatever shape, as they were. Not of an empty one. */
  double secondsPerItem() {
    double seconds = 0;
    long items = 0;
    for (Measurement measurement : newest()) {
      seconds += measurement.seconds();
      items += measurement.work().items();
    }
    return seconds / items;
  }

  /** Of an even number the upper one, so that of two that differ neither is cut. */
  private double medianPerUnit() {
    double[] sorted =
        newest().stream().mapToDouble(m -> m.seconds() / m.units()).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private List<Measurement> newest() {
    if (newest == null) {
      List<Measurement> all = new ArrayList<>();
      byPartition.values().forEach(all::addAll);
      all.sort(NEWEST_FIRST);
      newest = List.copyOf(all.subList(0, Math.min(averagedOver, all.size())));
    }
    return newest;
  }
}
