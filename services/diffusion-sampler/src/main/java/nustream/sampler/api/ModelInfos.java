package nustream.sampler.api;

import java.util.List;
import nustream.flavor.v1.ModelInfo;
import nustream.flavor.v1.Ordering;
import nustream.learning.store.ModelCard;
import nustream.sampler.serve.SeesawModel;

/** What ListModels tells of a model. */
final class ModelInfos {
  private ModelInfos() {}

  static ModelInfo of(SeesawModel model, String defaultModel) {
    ModelCard card = model.card();
    return ModelInfo.newBuilder()
        .setName(model.name())
        .setDigest(model.digest())
        .setPrior(card.prior())
        .setOrdering(ordering(card.orderings()))
        .setVariant(card.variant())
        .setDefaultGuidance(card.defaultGuidance())
        .setDefaultSteps(card.defaultSteps())
        .setDefaultEta(card.defaultEta())
        .setIsDefault(model.name().equals(defaultModel))
        .build();
  }

  private static Ordering ordering(List<String> orderings) {
    if (orderings.size() != 1) {
      return Ordering.ORDERING_UNSPECIFIED;
    }
    return orderings.get(0).equals("IO") ? Ordering.ORDERING_INVERTED : Ordering.ORDERING_NORMAL;
  }
}
