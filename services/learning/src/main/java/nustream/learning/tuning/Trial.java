package nustream.learning.tuning;

import java.util.List;
import nustream.learning.tuning.trial.CategoricalDistribution;
import nustream.learning.tuning.trial.FloatDistribution;
import nustream.learning.tuning.trial.IntDistribution;
import nustream.learning.tuning.trial.TrialRecord;

/**
 * A running trial: the objective asks it for parameters while it runs, so the space is defined by
 * the run. Asking again for the same name gives the same value.
 */
public final class Trial {
  private final Study study;
  private final int number;

  Trial(Study study, int number) {
    this.study = study;
    this.number = number;
  }

  /** Counted from 0 within the study. */
  public int number() {
    return number;
  }

  /** The trial of which this one is a repetition after its worker died, or this one. */
  public int origin() {
    return Retry.origin(record());
  }

  /** What the journal says about this trial now. */
  public TrialRecord record() {
    return study.record(number);
  }

  /** A real number of [low, high]. */
  public double suggestFloat(String name, double low, double high) {
    return suggest(name, new FloatDistribution(low, high, false, 0));
  }

  /** A real number of [low, high], by ratio. */
  public double suggestLogFloat(String name, double low, double high) {
    return suggest(name, new FloatDistribution(low, high, true, 0));
  }

  /** One of low, low + step, ..., not above high. */
  public double suggestFloat(String name, double low, double high, double step) {
    return suggest(name, new FloatDistribution(low, high, false, step));
  }

  /** A number of a range given as a value. */
  public double suggest(String name, FloatDistribution range) {
    return (double) study.suggest(number, name, range);
  }

  /** A whole number of [low, high]. */
  public int suggestInt(String name, int low, int high) {
    return suggest(name, new IntDistribution(low, high, false, 1));
  }

  /** A whole number of [low, high], by ratio. */
  public int suggestLogInt(String name, int low, int high) {
    return suggest(name, new IntDistribution(low, high, true, 1));
  }

  /** One of low, low + step, ..., not above high. */
  public int suggestInt(String name, int low, int high, int step) {
    return suggest(name, new IntDistribution(low, high, false, step));
  }

  /** A whole number of a range given as a value. */
  public int suggest(String name, IntDistribution range) {
    return (int) study.suggest(number, name, range);
  }

  /** One of these choices: null, Boolean, Integer, Double or String. */
  @SuppressWarnings("unchecked") // what comes back is one of the choices
  public <T> T suggestCategorical(String name, List<T> choices) {
    return (T) study.suggest(number, name, new CategoricalDistribution((List<Object>) choices));
  }

  /**
   * Reports an intermediate value; a second report of a step is ignored, as in Optuna.
   *
   * @param value of the same kind as the objective's; not a number is allowed
   * @param step 0 or more
   */
  public void report(double value, int step) {
    study.report(number, value, step);
  }

  /** Whether the pruner would end this trial, from what was reported so far. */
  public boolean shouldPrune() {
    return study.shouldPrune(number);
  }

  /** Keeps a note with this trial: null, Boolean, number or text. */
  public void note(String key, Object value) {
    study.note(number, key, value);
  }
}
