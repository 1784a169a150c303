package nustream.local.flavor;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.v1.Campaign;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.ModelInfo;
import nustream.flavor.v1.SamplerGrpc;
import nustream.flavor.v1.Sampling;
import nustream.local.grpc.ServiceChannels;
import nustream.local.supervisor.ServiceTable;
import nustream.results.v1.Summary;

/** Brings together what services say of a flavour campaign. */
final class FlavorResults {
  private static final long MODELS_SECONDS = 15;

  private FlavorResults() {}

  /**
   * The result of a campaign.
   *
   * @param channels to the services
   * @param seconds that it took
   * @param out file written; null for none
   * @param rows in that file; null for none
   */
  static FlavorResult of(
      ServiceChannels channels,
      Campaign campaign,
      Summary summary,
      double seconds,
      Path out,
      Long rows) {
    return result(
        campaign,
        summary,
        seconds,
        model(channels, campaign.getProgress().getModelDigest()),
        out,
        rows);
  }

  /**
   * The result of a campaign whose solutions say how they were made, so that the sampler need not
   * be there.
   */
  static FlavorResult of(
      Campaign campaign, Summary summary, double seconds, SolutionColumns solutions) {
    var made =
        ModelInfo.newBuilder()
            .setName(solutions.common("model"))
            .setDefaultGuidance(number(solutions.common("guidance")))
            .setDefaultSteps((int) number(solutions.common("steps")))
            .setDefaultEta(number(solutions.common("eta")))
            .build();
    return result(campaign, summary, seconds, made, null, null);
  }

  /** Older files leave out what was not set. */
  private static double number(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  private static ModelInfo model(ServiceChannels channels, String digest) {
    return SamplerGrpc.newBlockingStub(channels.to(ServiceTable.DIFFUSION_SAMPLER))
        .withDeadlineAfter(MODELS_SECONDS, TimeUnit.SECONDS)
        .listModels(ListModelsRequest.getDefaultInstance())
        .getModelsList()
        .stream()
        .filter(model -> model.getDigest().equals(digest))
        .findFirst()
        .orElse(ModelInfo.newBuilder().setDigest(digest).build());
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
