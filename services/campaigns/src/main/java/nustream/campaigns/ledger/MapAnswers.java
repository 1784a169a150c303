package nustream.campaigns.ledger;

import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.AnsweringModel;
import nustream.campaigns.pacing.Tally;
import nustream.campaigns.v1.MapAnswer;
import nustream.lensing.v1.Classification;

/** Classifications as answers to a campaign. */
public final class MapAnswers {
  private MapAnswers() {}

  /**
   * The map was classified rightly when a positive logit stands against a label above 0.
   *
   * @throws IllegalArgumentException when the logit is no number, or no model is named
   */
  public static Answer.Judged judged(Classification classification) {
    double logit = classification.getLogit();
    if (!Double.isFinite(logit)) {
      throw new IllegalArgumentException("logit is " + logit + "; allowed: a finite number");
    }
    boolean massive = Integer.toUnsignedLong(classification.getLabel()) > 0;
    return judged(massive == logit > 0, classification.getModelDigest());
  }

  static Answer.Judged judged(MapAnswer answer) {
    return judged(answer.getCorrect(), answer.getModelDigest());
  }

  private static Answer.Judged judged(boolean correct, String modelDigest) {
    return new Answer.Judged(
        new Tally(1, correct ? 1 : 0, Tally.Rejected.NONE), new AnsweringModel(modelDigest, ""));
  }
}
