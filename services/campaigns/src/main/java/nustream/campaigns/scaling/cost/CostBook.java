package nustream.campaigns.scaling.cost;

import java.util.HashMap;
import java.util.Map;

/**
 * What the work of one worker costs: the moving average of what it cost lately, for each model and
 * shape. Where a model and shape was not measured, what is nearest to it stands in: the same shape
 * with any model, the same model with any shape, anything, each scaled by {@link Shape#units}; and
 * before the first measurement the configured cost.
 *
 * <p>A pure function of the measurements that it was given and not told to forget, so replicas that
 * follow the same topics have the same costs. Not thread-safe.
 */
public final class CostBook {
  private final double priorSecondsPerUnit;
  private final int averagedOver;
  private final Map<Kind, Recent> kinds = new HashMap<>();

  /** What measurements are averaged over; null = any. */
  private record Kind(String asked, String digest, String shape) {
    static Kind asked(String model) {
      return new Kind(model, null, null);
    }

    static Kind of(String digest, String shape) {
      return new Kind(null, digest, shape);
    }
  }

  /**
   * @param priorSecondsPerUnit cost of a unit of work before anything was measured, above 0
   * @param averagedOver newest measurements that are averaged over, at least 1
   */
  public CostBook(double priorSecondsPerUnit, int averagedOver) {
    if (!(priorSecondsPerUnit > 0) || Double.isInfinite(priorSecondsPerUnit)) {
      throw new IllegalArgumentException(
          "prior seconds per unit = " + priorSecondsPerUnit + ", want > 0");
    }
    if (averagedOver < 1) {
      throw new IllegalArgumentException("averaged over " + averagedOver + ", want at least 1");
    }
    this.priorSecondsPerUnit = priorSecondsPerUnit;
    this.averagedOver = averagedOver;
  }

  /** Takes a measurement in; those of a partition in the order of their offsets. */
  public void add(Measurement measurement) {
    String digest = measurement.digest();
    String shape = measurement.work().shape().name();
    for (Kind kind :
        new Kind[] {
          Kind.asked(measurement.work().model()),
          Kind.of(digest, shape),
          Kind.of(null, shape),
          Kind.of(digest, null),
          Kind.of(null, null)
        }) {
      kinds.computeIfAbsent(kind, none -> new Recent(averagedOver)).add(measurement);
    }
  }

  /** Forgets what stands before this offset of a partition. */
  public void forgetBefore(int partition, long offset) {
    kinds.values().forEach(recent -> recent.forgetBefore(partition, offset));
    kinds.values().removeIf(Recent::isEmpty);
  }

  /** Seconds that one worker thread needs for all of this work. */
  public double seconds(Work work) {
    return work.items() * work.shape().units() * secondsPerUnit(work);
  }

  /** Seconds of one item lately, of whatever shape: the figure to watch. */
  public double secondsPerItem() {
    Recent any = kinds.get(Kind.of(null, null));
    return any == null ? priorSecondsPerUnit : any.secondsPerItem();
  }

  private double secondsPerUnit(Work work) {
    String digest = digest(work.model());
    String shape = work.shape().name();
    for (Kind kind : new Kind[] {Kind.of(digest, shape), Kind.of(null, shape)}) {
      Recent recent = kinds.get(kind);
      if (recent != null) {
        return recent.secondsPerUnit();
      }
    }
    Recent ofModel = kinds.get(Kind.of(digest, null));
    Recent any = ofModel == null ? kinds.get(Kind.of(null, null)) : ofModel;
    return any == null ? priorSecondsPerUnit : any.secondsPerUnit();
  }

  /** What answered last when this model was asked for; a digest that never did is itself. */
  private String digest(String model) {
    Recent answered = kinds.get(Kind.asked(model));
    return answered == null ? model : answered.newestDigest();
  }
}
