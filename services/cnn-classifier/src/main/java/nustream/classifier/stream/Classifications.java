package nustream.classifier.stream;

import nustream.classifier.model.Verdict;
import nustream.classifier.serve.ClassifierModel;
import nustream.learning.store.ModelDigest;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ConvergenceMap;

/** The messages of classified maps. */
final class Classifications {
  private Classifications() {}

  /** The same for the same map and model, to the last byte. */
  static Classification of(ConvergenceMap map, ClassifierModel model, Verdict verdict) {
    return Classification.newBuilder()
        .setId(map.getId() + "/" + ModelDigest.shortHex(model.digest()))
        .setMapId(map.getId())
        .setCampaignId(map.getCampaignId())
        .setNumber(map.getNumber())
        .setLabel(map.getLabel())
        .setRecipe(map.getRecipe())
        .setLogit(verdict.logit())
        .setProbabilityMassive(verdict.probabilityMassive())
        .setMnuEv(verdict.massEv())
        .setMnuErrorEv(verdict.massErrorEv())
        .setModelDigest(model.digest())
        .setModel(model.name())
        .build();
  }
}
