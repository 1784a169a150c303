package nustream.sampler.serve;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.learning.store.ModelCard;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;
import nustream.sampler.model.GenerationRequest;
import nustream.serving.models.ModelFinder;

/** Checks requests and fills in their defaults, the same for Kafka and gRPC. */
public final class SamplingRules {
  private static final int LEAST_STEPS = 2;

  private final Defaults defaults;
  private final ModelFinder<SeesawModel> models;
  private final ReleaseNames releases;

  /** Rules over these models and data releases. */
  public SamplingRules(Defaults defaults, ModelFinder<SeesawModel> models, ReleaseNames releases) {
    this.defaults = defaults;
    this.models = models;
    this.releases = releases;
  }

  /** Checks a request for one block; fails with INVALID_FIELD, UNKNOWN_MODEL or UNKNOWN_RELEASE. */
  public CompletionStage<BlockOrder> admit(SampleRequest request) {
    return CompletableFuture.completedFuture(request)
        .thenApply(
            unchecked -> {
              FieldChecks.id("campaign_id", unchecked.getCampaignId());
              int count = unchecked.getCount();
              // A count above 2^31 arrives as a negative int.
              FieldChecks.inRange(
                  "count", Integer.toUnsignedLong(count), 1, defaults.maxBlockCount());
              return count;
            })
        .thenCompose(
            count ->
                resolve(request.getSampling())
                    .thenApply(
                        resolved ->
                            new BlockOrder(
                                request.getCampaignId(), request.getBlock(), count, resolved)));
  }

  /** Checks what decides the bytes of a block; fails as {@link #admit}. */
  public CompletionStage<ResolvedSampling> resolve(Sampling asked) {
    String name = asked.getModel().isEmpty() ? defaults.model() : asked.getModel();
    return models
        .find("sampling.model", name)
        .thenApply(model -> new ResolvedSampling(filled(asked, name, model.card()), model));
  }

  private Sampling filled(Sampling asked, String modelName, ModelCard card) {
    Sampling.Builder filled = asked.toBuilder().setModel(modelName);
    if (asked.getRelease().isEmpty()) {
      filled.setRelease(defaults.release());
    }
    if (asked.getTarget() == Target.TARGET_UNSPECIFIED) {
      filled.setTarget(Target.TARGET_BOX);
    }
    if (!asked.hasGuidance()) {
      filled.setGuidance(card.defaultGuidance());
    }
    if (!asked.hasSteps()) {
      filled.setSteps(card.defaultSteps());
    }
    if (!asked.hasEta()) {
      filled.setEta(card.defaultEta());
    }
    return checked(filled.build(), card);
  }

  private Sampling checked(Sampling sampling, ModelCard card) {
    FieldChecks.chosen("sampling.ordering", sampling.getOrdering());
    if (!card.orderings().contains(word(sampling.getOrdering()))) {
      throw NustreamException.invalid(
          "sampling.ordering",
          sampling.getOrdering(),
          "one of " + card.orderings() + " with model " + card.name());
    }
    FieldChecks.chosen("sampling.target", sampling.getTarget());
    FieldChecks.inRange(
        "sampling.guidance", sampling.getGuidance(), 0, GenerationRequest.MOST_GUIDANCE);
    FieldChecks.inRange(
        "sampling.steps",
        Integer.toUnsignedLong(sampling.getSteps()),
        LEAST_STEPS,
        GenerationRequest.MOST_STEPS);
    FieldChecks.inRange("sampling.eta", sampling.getEta(), 0, 1);
    Collection<String> known = releases.of(sampling.getOrdering());
    if (!known.contains(sampling.getRelease())) {
      throw NustreamException.about(
          ErrorWord.UNKNOWN_RELEASE, "sampling.release", sampling.getRelease(), "one of " + known);
    }
    return sampling;
  }

  /** The word of an ordering in model cards. */
  static String word(Ordering ordering) {
    return ordering == Ordering.ORDERING_INVERTED ? "IO" : "NO";
  }

  /**
   * What requests may leave out, and how large they may be.
   *
   * @param model name of the model
   * @param release name of the data release
   * @param maxBlockCount most candidates in a block
   */
  public record Defaults(String model, String release, int maxBlockCount) {
    public Defaults {
      if (maxBlockCount < 1 || maxBlockCount > GenerationRequest.MOST_CANDIDATES) {
        throw new IllegalArgumentException(
            "sampler.max-block-count is "
                + maxBlockCount
                + ", want 1 to "
                + GenerationRequest.MOST_CANDIDATES);
      }
    }
  }

  /** The data releases that have numbers for an ordering. */
  @FunctionalInterface
  public interface ReleaseNames {
    Collection<String> of(Ordering ordering);
  }
}
