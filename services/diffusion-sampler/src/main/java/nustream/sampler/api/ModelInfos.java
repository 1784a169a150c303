package nustream.sampler.api;

import java.util.List;
import nustream.flavor.v1.ModelInfo;
import nustream.flavor.v1.Ordering;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;

/** What ListModels tells of a release. */
final class ModelInfos {
  private ModelInfos() {}

  static ModelInfo of(ModelRelease release, String defaultModel) {
    ModelCard card = release.card();
    return ModelInfo.newBuilder()
        .setName(release.name())
        .setDigest(release.digest())
        .setPrior(card.prior())
        .setOrdering(ordering(card.orderings()))
        .setVariant(card.variant())
        .setDefaultGuidance(card.defaultGuidance())
        .setDefaultSteps(card.defaultSteps())
        .setDefaultEta(card.defaultEta())
        .setIsDefault(release.name().equals(defaultModel))
        .build();
  }

  private static Ordering ordering(List<String> orderings) {
    if (orderings.size() != 1) {
      return Ordering.ORDERING_UNSPECIFIED;
    }
    return orderings.get(0).equals("IO") ? Ordering.ORDERING_INVERTED : Ordering.ORDERING_NORMAL;
  }
}
