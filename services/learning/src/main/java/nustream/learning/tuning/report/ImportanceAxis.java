package nustream.learning.tuning.report;

import nustream.learning.tuning.trial.CategoricalDistribution;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.FloatDistribution;
import nustream.learning.tuning.trial.IntDistribution;
import nustream.learning.tuning.trial.NumericAxis;

/**
 * A parameter as a coordinate from 0 to 1 on its own scale, or as one of several choices.
 *
 * @param numeric the scale, or null for a categorical parameter
 * @param choices number of choices, 0 for a numeric parameter
 */
record ImportanceAxis(NumericAxis numeric, int choices) {

  static ImportanceAxis of(Distribution distribution) {
    if (distribution instanceof FloatDistribution range) {
      return new ImportanceAxis(range.axis(), 0);
    }
    if (distribution instanceof IntDistribution range) {
      return new ImportanceAxis(range.axis(), 0);
    }
    return new ImportanceAxis(null, ((CategoricalDistribution) distribution).choices().size());
  }

  boolean categorical() {
    return choices > 0;
  }

  /** Coordinate in [0, 1], or the index of the choice; outside the range counts as at its end. */
  double position(double internal) {
    if (categorical()) {
      return internal;
    }
    double t = numeric.scale(internal);
    double position = (t - numeric.lower()) / (numeric.upper() - numeric.lower());
    return Math.min(Math.max(position, 0), 1);
  }
}
