package nustream.results.dashboard;

import com.google.protobuf.ByteString;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import nustream.lensing.v1.ClassifierGrpc;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.ExplainRequest;
import nustream.lensing.v1.ExplainResponse;
import nustream.lensing.v1.MapSeries;
import nustream.lensing.v1.MapSimulatorGrpc;
import nustream.lensing.v1.PixelMap;
import nustream.lensing.v1.SimulateRequest;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * Maps of a campaign, made again from its order, and what each pixel says of the masses. The latest
 * ones are kept: an explanation needs its map, and pages turn back.
 */
@ApplicationScoped
class Maps {
  /** Largest map, 256^2 floats; explanations are as large. */
  private static final long BYTES_PER_MAP = 262_144;

  private final Peers peers;
  private final Turns turns;
  private final Shared<MapKey, ConvergenceMap> maps;
  private final Shared<SaliencyKey, ExplainResponse> explanations;

  private record MapKey(MapSeries series, long number) {}

  private record SaliencyKey(MapKey map, String model) {}

  @Inject
  Maps(Peers peers, DashboardConfig config) {
    this.peers = peers;
    this.turns = new Turns("maps and explanations", config.maxComputations(), config.computation());
    int kept = (int) Math.max(2, config.keptMaps().asLongValue() / BYTES_PER_MAP / 2);
    this.maps = new Shared<>(kept);
    this.explanations = new Shared<>(kept);
  }

  /**
   * A map; rows from the bottom, as FITS images are shown.
   *
   * @param label class of the map, the position of its universe
   * @param values pixels^2 floats, little endian, row by row, in base64
   */
  record MapView(
      long number,
      int label,
      double sumMnuEv,
      int pixels,
      double angleDeg,
      double sourceRedshift,
      byte[] values) {}

  /**
   * Which pixels speak for massive neutrinos.
   *
   * @param values contribution of each pixel to the logit, as those of the map
   * @param logit of massive against massless; sums the contributions and the baseline's logit up to
   *     the completeness error
   */
  record SaliencyView(
      long number,
      int pixels,
      byte[] values,
      double logit,
      double baselineLogit,
      double completenessError,
      String modelDigest,
      List<Region> regions) {}

  /**
   * A part of the map.
   *
   * @param area fraction of the pixels
   * @param magnitudeShare fraction of the sum of the magnitudes of the contributions
   */
  record Region(String region, double area, double attribution, double magnitudeShare) {}

  MapView map(MapSeries series, long number) {
    ConvergenceMap made = made(new MapKey(series, number));
    var seen = made.getRecipe().getObservation();
    return new MapView(
        number,
        made.getLabel(),
        made.getRecipe().getCosmology().getSumMnuEv(),
        seen.getPixels(),
        seen.getAngleDeg(),
        seen.getSourceRedshift(),
        made.getPixels().toByteArray());
  }

  /**
   * The explanation of a map.
   *
   * @param model name or digest; empty for the classifier's default
   */
  SaliencyView saliency(MapSeries series, long number, String model) {
    var key = new SaliencyKey(new MapKey(series, number), model);
    ExplainResponse explained = explanations.get(key, () -> explained(key));
    List<Region> regions = new ArrayList<>();
    explained
        .getRegionsList()
        .forEach(
            r ->
                regions.add(
                    new Region(
                        r.getRegion(), r.getArea(), r.getAttribution(), r.getMagnitudeShare())));
    ByteString values = explained.getAttributions();
    return new SaliencyView(
        number,
        series.getObservation().getPixels(),
        values.toByteArray(),
        explained.getLogit(),
        explained.getBaselineLogit(),
        explained.getCompletenessError(),
        explained.getModelDigest(),
        regions);
  }

  private ConvergenceMap made(MapKey key) {
    return maps.get(
        key,
        () ->
            turns.take(
                () ->
                    peers.compute(
                        Peer.SIMULATOR,
                        MapSimulatorGrpc::newBlockingStub,
                        stub -> first(stub.simulate(request(key))))));
  }

  private ExplainResponse explained(SaliencyKey key) {
    ConvergenceMap map = made(key.map());
    var seen = map.getRecipe().getObservation();
    ExplainRequest request =
        ExplainRequest.newBuilder()
            .setPixelMap(
                PixelMap.newBuilder()
                    .setPixels(seen.getPixels())
                    .setAngleDeg(seen.getAngleDeg())
                    .setValues(map.getPixels()))
            .setModel(key.model())
            .build();
    return turns.take(
        () ->
            peers.compute(
                Peer.CLASSIFIER, ClassifierGrpc::newBlockingStub, stub -> stub.explain(request)));
  }

  private static SimulateRequest request(MapKey key) {
    return SimulateRequest.newBuilder()
        .setSeries(key.series())
        .setFirst(key.number())
        .setCount(1)
        .build();
  }

  private static ConvergenceMap first(Iterator<ConvergenceMap> maps) {
    if (!maps.hasNext()) {
      throw new NustreamException(ErrorWord.INTERNAL, "the simulator answered without a map");
    }
    return maps.next();
  }
}
