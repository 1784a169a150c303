package nustream.results.dashboard;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.v1.ModelInfo;
import nustream.flavor.v1.SamplerGrpc;
import nustream.lensing.v1.ClassifierGrpc;
import nustream.lensing.v1.ClassifierInfo;
import nustream.results.store.Column;

/** What the forms of a page offer: releases, models, columns. */
@Path("/api/options")
@Produces(MediaType.APPLICATION_JSON)
public class OptionsResource {
  private final Peers peers;

  @Inject
  public OptionsResource(Peers peers) {
    this.peers = peers;
  }

  /**
   * Everything.
   *
   * @param samplers models of solutions; empty when the sampler is away
   * @param classifiers models of maps; empty when the classifier is away
   */
  record View(
      List<Release> releases,
      String defaultRelease,
      List<Sampler> samplers,
      List<Classifier> classifiers,
      List<String> columns) {}

  /** A data release with the orderings that it tabulates. */
  record Release(String name, List<String> orderings) {}

  /** A model that generates solutions. */
  record Sampler(
      String name,
      String prior,
      String variant,
      double guidance,
      int steps,
      double eta,
      boolean usual) {}

  /** A model that classifies maps, and what it was trained on. */
  record Classifier(
      String name,
      boolean usual,
      double accuracy,
      double optimalAccuracy,
      CampaignOrder trainedOn) {}

  /** Of the series that a model was trained on: what the form can be filled with. */
  record CampaignOrder(
      double massEv,
      double sourceRedshift,
      double angleDeg,
      int pixels,
      double galaxiesPerArcmin2,
      double sigmaE,
      double lMax,
      String mapKind) {}

  @GET
  public View all() {
    return new View(
        NufitRelease.all().stream()
            .map(
                release ->
                    new Release(
                        release.name(),
                        release.orderings().stream().map(Enum::name).sorted().toList()))
            .toList(),
        NufitRelease.DEFAULT_NAME,
        samplers(),
        classifiers(),
        Arrays.stream(Column.values()).map(Column::columnName).toList());
  }

  private List<Sampler> samplers() {
    try {
      return peers
          .ask(
              Peer.SAMPLER,
              SamplerGrpc::newBlockingStub,
              stub -> stub.listModels(nustream.flavor.v1.ListModelsRequest.getDefaultInstance()))
          .getModelsList()
          .stream()
          .sorted(Comparator.comparing(ModelInfo::getName))
          .map(
              model ->
                  new Sampler(
                      model.getName(),
                      model.getPrior(),
                      model.getVariant(),
                      model.getDefaultGuidance(),
                      model.getDefaultSteps(),
                      model.getDefaultEta(),
                      model.getIsDefault()))
          .toList();
    } catch (PeerException e) {
      return List.of();
    }
  }

  private List<Classifier> classifiers() {
    try {
      return peers
          .ask(
              Peer.CLASSIFIER,
              ClassifierGrpc::newBlockingStub,
              stub -> stub.listModels(nustream.lensing.v1.ListModelsRequest.getDefaultInstance()))
          .getModelsList()
          .stream()
          .sorted(Comparator.comparing(ClassifierInfo::getName))
          .map(
              model ->
                  new Classifier(
                      model.getName(),
                      model.getIsDefault(),
                      model.getAccuracy(),
                      model.getOptimalAccuracy(),
                      trainedOn(model)))
          .toList();
    } catch (PeerException e) {
      return List.of();
    }
  }

  private static CampaignOrder trainedOn(ClassifierInfo model) {
    var series = model.getTrainedOn();
    var seen = series.getObservation();
    return new CampaignOrder(
        series.getCosmologiesCount() == 0
            ? 0
            : series.getCosmologies(series.getCosmologiesCount() - 1).getSumMnuEv(),
        seen.getSourceRedshift(),
        seen.getAngleDeg(),
        seen.getPixels(),
        seen.getGalaxiesPerArcmin2(),
        seen.getSigmaE(),
        seen.getLMax(),
        ApiWords.of(series.getKind(), "MAP_KIND_"));
  }
}
