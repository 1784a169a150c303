package nustream.local.flavor;

import java.nio.file.Path;
import nustream.campaigns.v1.Campaign;
import nustream.flavor.v1.ModelInfo;
import nustream.flavor.v1.Sampling;
import nustream.results.v1.Summary;

/** Brings together what services say of a flavour campaign. */
final class FlavorResults {
  private FlavorResults() {}

  /**
   * The result of a campaign whose solutions say how they were made, so that the sampler need not
   * be there.
   *
   * @param seconds that it took
   * @param solutions some or all of them
   * @param out file written; null for none
   * @param rows in that file; null for none
   */
  static FlavorResult of(
      Campaign campaign,
      Summary summary,
      double seconds,
      SolutionColumns solutions,
      Path out,
      Long rows) {
    var made =
        ModelInfo.newBuilder()
            .setName(solutions.common("model"))
            .setDefaultGuidance(number(solutions.common("guidance")))
            .setDefaultSteps((int) number(solutions.common("steps")))
            .setDefaultEta(number(solutions.common("eta")))
            .build();
    return result(campaign, summary, seconds, made, out, rows);
  }

  /** Older files leave out what was not set. */
  private static double number(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  private static FlavorResult result(
      Campaign ended, Summary summary, double seconds, ModelInfo model, Path out, Long rows) {
    Sampling sampling = ended.getFlavor().getSampling();
    long generated = ended.getProgress().getGenerated();
    long accepted = ended.getProgress().getAccepted();
    return new FlavorResult(
        ended.getId(),
        generated,
        accepted,
        (double) accepted / generated,
        seconds,
        generated / seconds,
        Quantiles.of(summary),
        model.getName().isEmpty() ? sampling.getModel() : model.getName(),
        ended.getProgress().getModelDigest(),
        ended.getProgress().getPrior(),
        sampling.getRelease(),
        Orderings.name(sampling.getOrdering()),
        "raw",
        sampling.hasGuidance() ? sampling.getGuidance() : model.getDefaultGuidance(),
        sampling.hasSteps() ? sampling.getSteps() : model.getDefaultSteps(),
        sampling.hasEta() ? sampling.getEta() : model.getDefaultEta(),
        sampling.getSeed(),
        out == null ? null : out.toString(),
        rows);
  }
}
