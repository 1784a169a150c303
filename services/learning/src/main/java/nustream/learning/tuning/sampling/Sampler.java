package nustream.learning.tuning.sampling;

import java.util.Map;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.StudySnapshot;

/**
 * Chooses parameters. A choice is a pure function of the seed, the trial's number and the trials so
 * far, so that a resumed study goes on with the same suggestion. Values are internal ones.
 */
public interface Sampler {

  /**
   * Chooses the parameters that it can choose together, before the objective asks for any.
   *
   * @param history the trials so far, the new one not among them
   * @param number of the new trial
   * @return what was chosen by name; the rest is asked one by one
   */
  Map<String, Choice> chooseTogether(StudySnapshot history, int number);

  /** Chooses one parameter that was not chosen together with others. */
  double chooseAlone(StudySnapshot history, int number, String name, Distribution distribution);

  /**
   * A choice and what it was made from.
   *
   * @param internal the value
   * @param distribution valid for this distribution only
   */
  record Choice(double internal, Distribution distribution) {}
}
