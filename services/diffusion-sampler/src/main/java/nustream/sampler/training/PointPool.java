package nustream.sampler.training;

import nustream.flavor.physics.Ordering;
import nustream.sampler.model.ConditionRow;
import nustream.sampler.model.DenoiserNetwork;

/**
 * Labelled points of one ordering that training rows are drawn from, in single precision: 100 bytes
 * per point.
 */
final class PointPool {
  private static final int POINT = DenoiserNetwork.POINT;
  private static final int LABELS = ConditionRow.LABELS;

  private final Ordering ordering;
  private final int size;
  private final float[] points;
  private final float[] labels;

  PointPool(Ordering ordering, int size) {
    this.ordering = ordering;
    this.size = size;
    points = new float[Math.multiplyExact(size, POINT)];
    labels = new float[Math.multiplyExact(size, LABELS)];
  }

  Ordering ordering() {
    return ordering;
  }

  int size() {
    return size;
  }

  void put(int slot, double[] x, double[] label) {
    for (int d = 0; d < POINT; d++) {
      points[slot * POINT + d] = (float) x[d];
    }
    for (int k = 0; k < LABELS; k++) {
      labels[slot * LABELS + k] = (float) label[k];
    }
  }

  void get(int slot, double[] x, double[] label) {
    for (int d = 0; d < POINT; d++) {
      x[d] = points[slot * POINT + d];
    }
    for (int k = 0; k < LABELS; k++) {
      label[k] = labels[slot * LABELS + k];
    }
  }
}
