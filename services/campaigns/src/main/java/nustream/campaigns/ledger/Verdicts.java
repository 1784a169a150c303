package nustream.campaigns.ledger;

import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.AnsweringModel;
import nustream.campaigns.pacing.Tally;
import nustream.flavor.v1.Rejections;
import nustream.flavor.v1.Verdict;

/** Verdicts as messages, and as answers to a campaign. */
public final class Verdicts {
  private Verdicts() {}

  /**
   * {@link IllegalArgumentException} when the counts contradict each other or no model is named.
   */
  public static Answer.Judged judged(Verdict verdict) {
    return new Answer.Judged(
        tally(
            Integer.toUnsignedLong(verdict.getGenerated()),
            Integer.toUnsignedLong(verdict.getAccepted()),
            verdict.getRejections()),
        new AnsweringModel(verdict.getModelDigest(), verdict.getPrior()));
  }

  static Tally tally(long generated, long accepted, Rejections rejections) {
    return new Tally(
        generated,
        accepted,
        new Tally.Rejected(
            Integer.toUnsignedLong(rejections.getDm221()),
            Integer.toUnsignedLong(rejections.getDm23L()),
            Integer.toUnsignedLong(rejections.getS12Sq()),
            Integer.toUnsignedLong(rejections.getS13Sq()),
            Integer.toUnsignedLong(rejections.getS23Sq()),
            Integer.toUnsignedLong(rejections.getNotFinite())));
  }

  /** Exact: a campaign's candidates are below 2^31. */
  static Rejections rejections(Tally.Rejected rejected) {
    return Rejections.newBuilder()
        .setDm221(Math.toIntExact(rejected.dm2Of21()))
        .setDm23L(Math.toIntExact(rejected.dm2Of3l()))
        .setS12Sq(Math.toIntExact(rejected.s12sq()))
        .setS13Sq(Math.toIntExact(rejected.s13sq()))
        .setS23Sq(Math.toIntExact(rejected.s23sq()))
        .setNotFinite(Math.toIntExact(rejected.notFinite()))
        .build();
  }
}
