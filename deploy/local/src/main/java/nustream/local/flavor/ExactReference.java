package nustream.local.flavor;

import java.util.LinkedHashMap;
import java.util.Map;
import nustream.flavor.physics.AnarchyPrior;
import nustream.flavor.physics.ExactSampler;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.Prior;

/** The exact answer to a campaign's question, where there is one. */
final class ExactReference {
  /**
   * The error of a median is then about 0.6 % of the distribution's width; takes a second or two.
   */
  private static final int SAMPLES = 50_000;

  private static final long SEED = 1;
  private static final double TURN_DEG = 360;

  private ExactReference() {}

  /** Column to level to value; empty when the prior has no exact answer. */
  static Map<String, Map<String, Double>> of(FlavorResult result) {
    if (!(Prior.named(result.prior()) instanceof AnarchyPrior anarchy)) {
      return Map.of();
    }
    var table = NufitRelease.named(result.release()).table(Ordering.valueOf(result.ordering()));
    var columns =
        new LinkedHashMap<>(new ExactSampler(anarchy, table, SEED).run(SAMPLES).quantiles());
    for (String phase : new String[] {"delta_deg", "alpha21_deg", "alpha31_deg"}) {
      columns.put(phase, uniform());
    }
    return columns;
  }

  /** The phases of a Haar-distributed mixing matrix, whatever is cut on masses and angles. */
  private static Map<String, Double> uniform() {
    var levels = new LinkedHashMap<String, Double>();
    for (String level : Quantiles.LEVELS) {
      levels.put(level, TURN_DEG * Double.parseDouble(level));
    }
    return levels;
  }
}
